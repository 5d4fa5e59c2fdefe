//! Polymorphic types: what `anyelement` and its kin mean in one call.
//!
//! In: the parameters of a candidate and the types of the arguments. Out: whether they agree, and the concrete types. The
//! any* types must be equal; the anycompatible* types have a common type, as the arms of UNION do.

use super::coerce::common_type;
use super::types::{PgType, base};
use crate::catalog::Catalog;
use crate::dialect::reached::{Step, reached};

/// A polymorphic type, of either family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Element,
    Array,
    NonArray,
    Enum,
    Range,
    Multirange,
}

/// A polymorphic type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Polymorphic {
    pub shape: Shape,
    /// anycompatible and its kin.
    pub compatible: bool,
}

impl Polymorphic {
    pub fn of(ty: PgType) -> Option<Polymorphic> {
        let (shape, compatible) = match ty.name()? {
            "anyelement" => (Shape::Element, false),
            "anyarray" => (Shape::Array, false),
            "anynonarray" => (Shape::NonArray, false),
            "anyenum" => (Shape::Enum, false),
            "anyrange" => (Shape::Range, false),
            "anymultirange" => (Shape::Multirange, false),
            "anycompatible" => (Shape::Element, true),
            "anycompatiblearray" => (Shape::Array, true),
            "anycompatiblenonarray" => (Shape::NonArray, true),
            "anycompatiblerange" => (Shape::Range, true),
            "anycompatiblemultirange" => (Shape::Multirange, true),
            _ => return None,
        };
        Some(Polymorphic { shape, compatible })
    }
}

/// Why the types of a call stay open or contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsettled {
    /// They contradict each other.
    Conflict,
    /// All arguments that decide are open.
    Open,
}

/// What one family of polymorphic types stands for in a call.
#[derive(Clone, Copy, Debug, Default)]
struct Family {
    /// A parameter is of this family.
    used: bool,
    element: Option<PgType>,
    array: Option<PgType>,
    range: Option<PgType>,
    multirange: Option<PgType>,
    not_array: bool,
    is_enum: bool,
}

/// Whether the arguments agree with the polymorphic parameters.
pub(super) fn agree(catalog: &Catalog, params: &[PgType], types: &[PgType]) -> bool {
    let agree =
        equal(catalog, params, types).is_some() && compatible(catalog, params, types).is_some();
    if !agree {
        reached(Step::Disagree);
    }
    agree
}

/// The parameters and the result made concrete; a parameter is none where it takes anything and stays open.
pub(super) fn settle(
    catalog: &Catalog,
    params: &[PgType],
    result: PgType,
    types: &[PgType],
) -> Result<(Vec<Option<PgType>>, PgType), Unsettled> {
    let equal = equal(catalog, params, types).ok_or(Unsettled::Conflict)?;
    let mut compatible = compatible(catalog, params, types).ok_or(Unsettled::Conflict)?;
    if equal.used {
        reached(Step::Equal);
    }
    if compatible.used {
        reached(Step::Compatible);
    }
    if compatible.used && compatible.element.is_none() {
        reached(Step::CompatibleText);
        compatible.element = Some(base("text"));
    }
    if equal.used && equal.element.is_none() {
        reached(Step::EqualOpen);
        return Err(Unsettled::Open);
    }
    let mut settled = Vec::new();
    for (param, ty) in params.iter().zip(types) {
        settled.push(match Polymorphic::of(*param) {
            Some(polymorphic) => {
                let family = if polymorphic.compatible {
                    &compatible
                } else {
                    &equal
                };
                Some(family.concrete(polymorphic.shape)?)
            }
            None if param.name() == Some("any") => Some(*ty).filter(|ty| *ty != PgType::Unknown),
            None => Some(*param),
        });
    }
    let result = match Polymorphic::of(result) {
        Some(polymorphic) if polymorphic.compatible => compatible.concrete(polymorphic.shape)?,
        Some(polymorphic) => equal.concrete(polymorphic.shape)?,
        None => result,
    };
    Ok((settled, result))
}

/// What the any* parameters stand for; none where the arguments differ.
fn equal(catalog: &Catalog, params: &[PgType], types: &[PgType]) -> Option<Family> {
    let mut family = Family::default();
    for (shape, ty) in of_family(params, types, false) {
        family.used = true;
        family.not_array |= shape == Shape::NonArray;
        family.is_enum |= shape == Shape::Enum;
        if ty == PgType::Unknown {
            continue;
        }
        // An array or range of a domain type is taken as what it is; a value of a domain stays one.
        let ty = match shape {
            Shape::Element | Shape::NonArray | Shape::Enum => ty,
            _ => ty.without_domain(catalog),
        };
        let slot = match shape {
            Shape::Array => &mut family.array,
            Shape::Range => &mut family.range,
            Shape::Multirange => &mut family.multirange,
            Shape::Element | Shape::NonArray | Shape::Enum => &mut family.element,
        };
        if slot.is_some_and(|known| known != ty) {
            return None;
        }
        *slot = Some(ty);
    }
    if let Some(array) = family.array {
        family.element_is(array.element()?)?;
    }
    family.ranges_agree(catalog)?;
    if let Some(range) = family.range {
        family.element_is(range.range_subtype(catalog)?)?;
    }
    family.check().then_some(family)
}

/// What the anycompatible* parameters stand for; none where the arguments have nothing in common.
fn compatible(catalog: &Catalog, params: &[PgType], types: &[PgType]) -> Option<Family> {
    let mut family = Family::default();
    let mut all = Vec::new();
    for (shape, ty) in of_family(params, types, true) {
        family.used = true;
        family.not_array |= shape == Shape::NonArray;
        if ty == PgType::Unknown {
            continue;
        }
        match shape {
            Shape::Array => all.push(ty.without_domain(catalog).element()?),
            Shape::Range | Shape::Multirange => {
                let slot = if shape == Shape::Range {
                    &mut family.range
                } else {
                    &mut family.multirange
                };
                if slot.is_some_and(|known| known != ty) {
                    return None;
                }
                *slot = Some(ty);
            }
            Shape::Element | Shape::NonArray | Shape::Enum => all.push(ty),
        }
    }
    family.ranges_agree(catalog)?;
    if let Some(range) = family.range {
        all.push(range.range_subtype(catalog)?);
    }
    if !all.is_empty() {
        family.element = Some(common_type(catalog, &all)?);
    }
    let of_range = family.range.and_then(|range| range.range_subtype(catalog));
    if of_range.is_some() && of_range != family.element {
        return None;
    }
    family.check().then_some(family)
}

fn of_family<'a>(
    params: &'a [PgType],
    types: &'a [PgType],
    compatible: bool,
) -> impl Iterator<Item = (Shape, PgType)> + 'a {
    params.iter().zip(types).filter_map(move |(param, ty)| {
        let polymorphic = Polymorphic::of(*param)?;
        (polymorphic.compatible == compatible).then_some((polymorphic.shape, *ty))
    })
}

impl Family {
    fn element_is(&mut self, element: PgType) -> Option<()> {
        match self.element {
            Some(known) if known != element => None,
            _ => {
                self.element = Some(element);
                Some(())
            }
        }
    }

    /// A multirange says what the range is, and the other way round.
    fn ranges_agree(&mut self, catalog: &Catalog) -> Option<()> {
        if let Some(multirange) = self.multirange {
            multirange.multirange_subtype(catalog)?;
            let range = multirange.other_range()?;
            if self.range.is_some_and(|known| known != range) {
                return None;
            }
            self.range = Some(range);
        }
        if let Some(range) = self.range {
            range.range_subtype(catalog)?;
            self.multirange = range.other_range();
        }
        Some(())
    }

    fn check(&self) -> bool {
        let Some(element) = self.element else {
            return true;
        };
        !(self.not_array && element.element().is_some()) && (!self.is_enum || element.is_enum())
    }

    fn concrete(&self, shape: Shape) -> Result<PgType, Unsettled> {
        let found = match shape {
            Shape::Element | Shape::NonArray | Shape::Enum => self.element,
            Shape::Array => self.array.or_else(|| self.element.and_then(PgType::array)),
            Shape::Range => self.range,
            Shape::Multirange => self.multirange,
        };
        found.ok_or(Unsettled::Open)
    }
}
