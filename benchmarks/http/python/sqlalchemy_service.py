"""FastAPI and SQLAlchemy's asyncio extension, over asyncpg."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Query, Response
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload
from sqlalchemy.types import DateTime

from shapes import Page, UserAnswer, UserCreate, UserUpdate, UserWithPosts, page

URL = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://").replace("postgresql://", "postgresql+asyncpg://")
# Two processes share the ten connections that the others have.
engine = create_async_engine(URL.split("?")[0], pool_size=5, max_overflow=0)
sessions = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    bio: Mapped[str | None]
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    posts: Mapped[list["Post"]] = relationship(order_by="Post.id")


class Post(Base):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    body: Mapped[str]
    published: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


Session = Annotated[AsyncSession, Depends(session)]


@app.get("/users", response_model=Page, response_model_exclude_none=False)
async def list_users(
    session: Session, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: int | None = None
) -> dict:
    statement = select(User).order_by(User.id).limit(limit + 1)
    if cursor is not None:
        statement = statement.where(User.id > cursor)
    return page(list((await session.scalars(statement)).all()), limit)


@app.get("/users/{id}", response_model=UserWithPosts, response_model_exclude_unset=True)
async def get_user(id: int, session: Session, include: Literal["posts"] | None = None):
    statement = select(User).where(User.id == id)
    if include:
        statement = statement.options(selectinload(User.posts))
    user = (await session.scalars(statement)).one_or_none()
    if user is None:
        raise HTTPException(404)
    if include:
        return user
    return UserAnswer.model_validate(user)


@app.post("/users", response_model=UserAnswer, status_code=201)
async def create_user(body: UserCreate, session: Session, response: Response):
    user = User(**body.model_dump())
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
    for key, value in body.model_dump(exclude_unset=True).items():
        setattr(user, key, value)
    try:
        await session.commit()
    except IntegrityError as error:
        raise HTTPException(409) from error
    return user
