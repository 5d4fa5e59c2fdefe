"""What the three services say and take: Pydantic models, as FastAPI's documentation writes them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class UserCreate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=254)
    name: str = Field(min_length=1, max_length=80)
    bio: str | None = None
    active: bool = True


class UserUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: str | None = Field(default=None, max_length=254)
    name: str | None = Field(default=None, min_length=1, max_length=80)
    bio: str | None = None
    active: bool | None = None


class PostAnswer(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    user_id: int
    title: str
    body: str
    published: bool
    created_at: datetime


class UserAnswer(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    email: str
    name: str
    bio: str | None
    active: bool
    created_at: datetime


class UserWithPosts(UserAnswer):
    posts: list[PostAnswer] | None = None


class Page(BaseModel):
    items: list[UserAnswer]
    has_more: bool
    next_cursor: str | None = None


def page(rows: list, limit: int) -> dict:
    """The answer of a list of which there is one row more than asked for where another page follows."""
    has_more = len(rows) > limit
    rows = rows[:limit]
    return {
        "items": rows,
        "has_more": has_more,
        "next_cursor": str(rows[-1].id) if has_more else None,
    }
