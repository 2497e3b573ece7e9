"""The books: one unit of work on cases and the office, read and written whole."""

from aftersales.storage.books.unit import OfficeShelf as OfficeShelf
from aftersales.storage.books.unit import SqlBooks as SqlBooks
from aftersales.storage.books.unit import open_books as open_books
