"""FastAPI and Oxyde."""

import os
from datetime import datetime
from typing import Annotated, Literal

from fastapi import FastAPI, HTTPException, Query, Response
from oxyde import Field, IntegrityError, Model, PoolSettings, db

from shapes import Page, UserAnswer, UserCreate, UserUpdate, UserWithPosts, page

URL = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://").split("?")[0]
# Two processes share the ten connections that the others have.
SETTINGS = PoolSettings(max_connections=5, min_connections=5, test_before_acquire=False)
app = FastAPI(lifespan=db.lifespan(settings=SETTINGS, default=URL))


class User(Model):
    id: int | None = Field(default=None, db_pk=True)
    email: str
    name: str
    bio: str | None = None
    active: bool = True
    created_at: datetime | None = Field(default=None, db_default="now()")
    posts: list["Post"] = Field(default_factory=list, db_reverse_fk="user")

    class Meta:
        is_table = True
        table_name = "users"


class Post(Model):
    id: int | None = Field(default=None, db_pk=True)
    user: User | None = Field(default=None, db_on_delete="CASCADE")
    title: str
    body: str
    published: bool = False
    created_at: datetime | None = Field(default=None, db_default="now()")

    class Meta:
        is_table = True
        table_name = "posts"


@app.get("/users", response_model=Page)
async def list_users(
    limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: int | None = None
) -> dict:
    query = User.objects.query().order_by("id").limit(limit + 1)
    if cursor is not None:
        query = query.filter(id__gt=cursor)
    return page(await query.all(), limit)


@app.get("/users/{id}", response_model=UserWithPosts, response_model_exclude_unset=True)
async def get_user(id: int, include: Literal["posts"] | None = None):
    query = User.objects.filter(id=id)
    if include:
        query = query.prefetch("posts")
    user = await query.first()
    if user is None:
        raise HTTPException(404)
    if include:
        return user
    return UserAnswer.model_validate(user)


@app.post("/users", response_model=UserAnswer, status_code=201)
async def create_user(body: UserCreate, response: Response):
    try:
        user = await User.objects.create(**body.model_dump())
    except IntegrityError as error:
        raise HTTPException(409) from error
    response.headers["Location"] = f"/users/{user.id}"
    return user


@app.patch("/users/{id}", response_model=UserAnswer)
async def update_user(id: int, body: UserUpdate):
    user = await User.objects.get_or_none(id=id)
    if user is None:
        raise HTTPException(404)
    changed = body.model_dump(exclude_unset=True)
    for key, value in changed.items():
        setattr(user, key, value)
    try:
        await user.save(update_fields=list(changed))
    except IntegrityError as error:
        raise HTTPException(409) from error
    return user
