# SPDX-License-Identifier: Apache-2.0
"""The exceptions of the package: one tree, each with place, reason and remedy.

    Error
    ├── PackError    the language pack is missing, damaged or of another version
    ├── StoreError   the store is missing, damaged or locked
    └── InputError   what was given is no article, day, layer or condition (a ValueError too)

Strange Arabic text is never an error."""


class Error(Exception):
    """What went wrong in Marsad.

    >>> import marsad
    >>> try:
    ...     marsad.extract("قتل 12 شخصا", published="يوم الخميس")
    ... except marsad.Error as error:
    ...     print(error.where, "|", error.remedy)
    published | give a datetime.date or YYYY-MM-DD, such as 2016-11-03
    """

    where: str
    """The file, field or article, with line or number as far as known."""
    what: str
    """What is wrong."""
    remedy: str
    """How to mend it."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where, self.what, self.remedy = where, what, remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


class PackError(Error):
    """The language pack is missing, damaged or of another version."""


class StoreError(Error):
    """The store is missing, damaged, locked or of another version."""


class InputError(Error, ValueError):
    """What was given is no article, day, layer or condition."""
