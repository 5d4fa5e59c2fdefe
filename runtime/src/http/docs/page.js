// Shows openapi.json as a page. Everything from the document is put in as text, never as markup.
'use strict';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let doc;

// An element: its name with classes, its attributes, its children (elements or text).
function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== '') element.append(child);
  }
  return element;
}

function resolve(value) {
  for (let hops = 0; value && typeof value.$ref === 'string' && hops < 20; hops += 1) {
    const steps = value.$ref.replace(/^#\//, '').split('/');
    value = steps.reduce((inner, step) => {
      const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
      return inner && Object.hasOwn(inner, key) ? inner[key] : undefined;
    }, doc);
  }
  return value || {};
}

function refName(schema) {
  return schema && typeof schema.$ref === 'string' ? schema.$ref.split('/').pop() : null;
}

// `array of UserAnswer`, `string (date-time), or null`.
function typeOf(schema) {
  const name = refName(schema);
  if (name) return [el('a', { href: `#schema-${name}` }, name)];
  schema = schema || {};
  if (schema.type === 'array') return ['array of ', ...typeOf(schema.items)];
  const parts = schema.allOf || schema.anyOf || schema.oneOf;
  const kind = Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type;
  const words = parts && (schema.allOf || !schema.type)
    ? parts.flatMap((part, index) => [index > 0 ? ' or ' : null, ...typeOf(part)])
    : [kind || 'any'];
  if (schema.format) words.push(` (${schema.format})`);
  if (schema.nullable) words.push(', or null');
  return words;
}

// Words in which `names` stand out.
function prose(text) {
  return String(text || '').split('`').map((part, index) => (index % 2 === 1 ? el('code', null, part) : part));
}

// What a value must satisfy, in words.
function rules(schema) {
  schema = schema || {};
  const inner = schema.type === 'array' ? resolve(schema.items) : resolve(schema);
  const text = [];
  const add = (key, words) => { if (inner[key] !== undefined) text.push(`${words} ${inner[key]}`); };
  if (inner.enum) text.push(`one of ${inner.enum.map(String).join(', ')}`);
  if (inner.minLength && inner.maxLength) text.push(`${inner.minLength} to ${inner.maxLength} characters`);
  else if (inner.minLength) text.push(inner.minLength === 1 ? 'not empty' : `at least ${inner.minLength} characters`);
  else if (inner.maxLength) text.push(`at most ${inner.maxLength} characters`);
  // Bounds that JavaScript cannot hold exactly are those of the type itself.
  const isExact = (bound) => bound !== undefined && Math.abs(bound) <= Number.MAX_SAFE_INTEGER;
  if (isExact(inner.minimum)) text.push(`${inner.exclusiveMinimum === true ? 'more than' : 'at least'} ${inner.minimum}`);
  if (isExact(inner.maximum)) text.push(`${inner.exclusiveMaximum === true ? 'less than' : 'at most'} ${inner.maximum}`);
  // Text without NUL is what every text is.
  if (inner.pattern !== '^[^\\u0000]*$') add('pattern', 'matches');
  if (schema.maxItems !== undefined) text.push(`at most ${schema.maxItems} items`);
  if (schema.default !== undefined) text.push(`default ${JSON.stringify(schema.default)}`);
  return text.join(', ');
}

function exampleOf(schema, depth = 0) {
  const whole = resolve(schema);
  if (schema && schema.example !== undefined) return schema.example;
  if (whole.example !== undefined) return whole.example;
  if (whole.default !== undefined) return whole.default;
  if (whole.enum) return whole.enum[0];
  if (depth > 4) return null;
  if (whole.allOf) return exampleOf(whole.allOf[0], depth + 1);
  if (whole.properties) {
    const entries = Object.entries(whole.properties);
    return Object.fromEntries(entries.map(([key, value]) => [key, exampleOf(value, depth + 1)]));
  }
  switch (whole.type) {
    case 'array': return [exampleOf(whole.items, depth + 1)];
    case 'integer': case 'number': return whole.minimum > 0 ? whole.minimum : 0;
    case 'boolean': return false;
    case 'string': return whole.format === 'date-time' ? '2026-01-05T09:00:00Z' : whole.format || 'text';
    default: return null;
  }
}

function table(heads, rows) {
  const head = el('tr', null, heads.map((text) => el('th', null, text)));
  return el('table', null, el('thead', null, head), el('tbody', null, rows));
}

function fields(schema) {
  const whole = resolve(schema);
  const required = new Set(whole.required || []);
  const rows = Object.entries(whole.properties || {}).map(([name, value]) => el('tr', null,
    el(required.has(name) ? 'td.required' : 'td', null, name),
    el('td', null, ...typeOf(value)),
    el('td', null, ...prose([value.description || resolve(value).description, rules(value)].filter(Boolean).join(' — ')))));
  return rows.length > 0 ? table(['Field', 'Type', ''], rows) : null;
}

// Beside these a list has a condition for each column and operator, which would hide the rest.
const FIRST = ['limit', 'offset', 'sort', 'include'];

// The parameters that are always shown, and those that are folded away where there are many.
function split(list) {
  if (list.length <= 8) return [list, []];
  const isFirst = (parameter) => parameter.required || FIRST.includes(parameter.name);
  return [list.filter(isFirst), list.filter((parameter) => !isFirst(parameter))];
}

function folded(title, count, ...children) {
  return count > 0 ? el('details', null, el('summary', null, `${title} (${count})`), ...children) : null;
}

function parameterTable(list) {
  return table(['Name', 'In', 'Type', ''], list.map((parameter) => el('tr', null,
    el(parameter.required ? 'td.required' : 'td', null, parameter.name),
    el('td', null, parameter.in),
    el('td', null, ...typeOf(parameter.schema)),
    el('td', null, ...prose([parameter.description, rules(parameter.schema)].filter(Boolean).join(' — '))))));
}

function parameters(list) {
  if (list.length === 0) return [];
  const [first, others] = split(list);
  return [
    el('h4', null, 'Parameters'),
    first.length > 0 ? parameterTable(first) : null,
    folded('Conditions', others.length, parameterTable(others)),
  ];
}

function contentOf(content) {
  const [media] = Object.values(content || {});
  return media || {};
}

function body(operation) {
  if (!operation.requestBody) return [];
  const schema = contentOf(resolve(operation.requestBody).content).schema;
  return [el('h4', null, 'Body: ', ...typeOf(schema)), fields(schema)];
}

function responses(operation) {
  const rows = Object.entries(operation.responses || {}).map(([status, response]) => {
    const whole = resolve(response);
    const schema = contentOf(whole.content).schema;
    return el('tr', null,
      el('td', null, status),
      el('td', null, ...prose(whole.description)),
      el('td', null, ...(schema ? typeOf(schema) : [])));
  });
  return [el('h4', null, 'Answers'), table(['Status', '', 'Body'], rows)];
}

// Where the operations are mounted: this page stands beside them.
function base() {
  return location.pathname.replace(/\/docs\/?$/, '');
}

function tryIt(method, path, operation, list) {
  const form = el('form');
  const inputs = [];
  const field = (parameter) => {
    const input = el('input', { name: parameter.name });
    if (parameter.required) input.required = true;
    inputs.push([parameter, input]);
    return el('label', null, parameter.name, input);
  };
  const [first, others] = split(list);
  form.append(...first.map(field));
  const conditions = folded('Conditions', others.length, ...others.map(field));
  if (conditions) form.append(conditions);
  let text = null;
  if (operation.requestBody) {
    const media = contentOf(resolve(operation.requestBody).content);
    const example = media.example !== undefined ? media.example : exampleOf(media.schema);
    text = el('textarea', { spellcheck: 'false', 'aria-label': 'Body' });
    text.value = JSON.stringify(example, null, 2);
    form.append(text);
  }
  const output = el('pre', { hidden: '' });
  form.append(el('button', null, 'Send'), output);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    let target = path;
    const query = new URLSearchParams();
    for (const [parameter, input] of inputs) {
      if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (parameter.in === 'query' && input.value !== '') query.append(parameter.name, input.value);
    }
    const suffix = query.size > 0 ? `?${query}` : '';
    const options = { method: method.toUpperCase() };
    if (text) Object.assign(options, { body: text.value, headers: { 'content-type': 'application/json' } });
    output.hidden = false;
    output.textContent = '…';
    try {
      const answer = await fetch(base() + target + suffix, options);
      const raw = await answer.text();
      let shown = raw;
      try { shown = JSON.stringify(JSON.parse(raw), null, 2); } catch { /* Not JSON: shown as it is. */ }
      output.textContent = `${options.method} ${base()}${target}${suffix}\n${answer.status} ${answer.statusText}\n\n${shown}`;
    } catch (error) {
      output.textContent = String(error);
    }
  });
  return el('details', null, el('summary', null, 'Try it'), form);
}

function anchorOf(method, path, operation) {
  return operation.operationId || `${method}-${path}`;
}

function article(method, path, shared, operation) {
  const list = [...shared, ...(operation.parameters || [])].map(resolve);
  return el(operation.deprecated ? 'article.deprecated' : 'article', { id: anchorOf(method, path, operation) },
    el('header', null,
      el(`span.method.${method}`, null, method),
      el('h3', null, path),
      el('span.faint', null, operation.summary || '')),
    el('div', null,
      operation.description ? el('p', null, ...prose(operation.description)) : null,
      ...parameters(list), ...body(operation), ...responses(operation),
      tryIt(method, path, operation, list)));
}

// The operations by their first tag, in the document's order.
function groups() {
  const found = new Map((doc.tags || []).map((tag) => [tag.name, { tag, operations: [] }]));
  for (const [path, item] of Object.entries(doc.paths || {})) {
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method];
      const name = (operation.tags || ['Operations'])[0];
      if (!found.has(name)) found.set(name, { tag: { name }, operations: [] });
      found.get(name).operations.push([method, path, item.parameters || [], operation]);
    }
  }
  return [...found.values()].filter((group) => group.operations.length > 0);
}

function schemas() {
  const all = Object.entries((doc.components || {}).schemas || {});
  const articles = all.map(([name, schema]) => el('article', { id: `schema-${name}` },
    el('header', null, el('h3', null, name)),
    el('div', null,
      schema.description ? el('p', null, ...prose(schema.description)) : null,
      fields(schema) || el('p', null, ...typeOf(schema), ' ', rules(schema)),
      el('details', null, el('summary', null, 'Example'), el('pre', null, JSON.stringify(exampleOf(schema), null, 2))))));
  return articles.length > 0 ? el('section', null, el('h2', null, 'Schemas'), ...articles) : null;
}

function contents(all) {
  return all.flatMap(({ tag, operations }) => [
    el('h2', null, tag.name),
    ...operations.map(([method, path, , operation]) => el('a', { href: `#${anchorOf(method, path, operation)}`, title: operation.summary || '' },
      el(`span.method.${method}`, null, method), el('span', null, path))),
  ]);
}

function show() {
  const info = doc.info || {};
  const all = groups();
  document.title = info.title || 'API';
  document.getElementById('contents').replaceChildren(...contents(all));
  document.getElementById('main').replaceChildren(
    el('h1', null, info.title || 'API'),
    el('div.faint', null, `Version ${info.version || ''} · `,
      el('a', { href: 'openapi.json' }, 'openapi.json'), ' · ', el('a', { href: 'openapi.yaml' }, 'openapi.yaml')),
    info.description ? el('p', null, ...prose(info.description)) : '',
    ...all.map(({ tag, operations }) => el('section', null,
      el('h2', null, tag.name),
      tag.description ? el('p', null, ...prose(tag.description)) : null,
      ...operations.map((operation) => article(...operation)))),
    schemas() || '');
  document.getElementById('main').removeAttribute('aria-busy');
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

document.getElementById('search').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const link of document.querySelectorAll('#contents a')) {
    const text = `${link.textContent} ${link.title} ${link.getAttribute('href')}`.toLowerCase();
    link.hidden = !words.every((word) => text.includes(word));
  }
});

fetch('openapi.json')
  .then((answer) => answer.json())
  .then((value) => { doc = value; show(); })
  .catch((error) => { document.getElementById('main').textContent = `The document cannot be read: ${error}`; });
