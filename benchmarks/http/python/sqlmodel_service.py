"""FastAPI and SQLModel, over asyncpg."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Query, Response
from sqlalchemy import DateTime, func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from shapes import Page, UserAnswer, UserWithPosts, page

URL = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://").replace("postgresql://", "postgresql+asyncpg://")
# Two processes share the ten connections that the others have.
engine = create_async_engine(URL.split("?")[0], pool_size=5, max_overflow=0)
sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
app = FastAPI()


class UserBase(SQLModel):
    email: str = Field(max_length=254)
    name: str = Field(min_length=1, max_length=80)
    bio: str | None = None
    active: bool = True


class User(UserBase, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    created_at: datetime | None = Field(
        default=None, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()}
    )
    posts: list["Post"] = Relationship(sa_relationship_kwargs={"order_by": "Post.id"})


class Post(SQLModel, table=True):
    __tablename__ = "posts"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    title: str
    body: str
    published: bool = False
    created_at: datetime | None = Field(
        default=None, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()}
    )


class UserCreate(UserBase):
    model_config = {"extra": "forbid"}


class UserUpdate(SQLModel):
    model_config = {"extra": "forbid"}

    email: str | None = Field(default=None, max_length=254)
    name: str | None = Field(default=None, min_length=1, max_length=80)
    bio: str | None = None
    active: bool | None = None


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


Session = Annotated[AsyncSession, Depends(session)]


@app.get("/users", response_model=Page)
async def list_users(
    session: Session, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: int | None = None
) -> dict:
    statement = select(User).order_by(User.id).limit(limit + 1)
    if cursor is not None:
        statement = statement.where(User.id > cursor)
    return page(list((await session.exec(statement)).all()), limit)


@app.get("/users/{id}", response_model=UserWithPosts, response_model_exclude_unset=True)
async def get_user(id: int, session: Session, include: Literal["posts"] | None = None):
    statement = select(User).where(User.id == id)
    if include:
        statement = statement.options(selectinload(User.posts))
    user = (await session.exec(statement)).one_or_none()
    if user is None:
        raise HTTPException(404)
    if include:
        return user
    return UserAnswer.model_validate(user)


@app.post("/users", response_model=UserAnswer, status_code=201)
async def create_user(body: UserCreate, session: Session, response: Response):
    user = User.model_validate(body)
    session.add(user)
    try:
        await session.commit()
    except IntegrityError as error:
        raise HTTPException(409) from error
    response.headers["Location"] = f"/users/{user.id}"
    return user


@app.patch("/users/{id}", response_model=UserAnswer)
async def update_user(id: int, body: UserUpdate, session: Session):
    user = await session.get(User, id)
    if user is None:
        raise HTTPException(404)
    user.sqlmodel_update(body.model_dump(exclude_unset=True))
    session.add(user)
    try:
        await session.commit()
    except IntegrityError as error:
        raise HTTPException(409) from error
    return user
