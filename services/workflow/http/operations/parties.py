"""The operations of this chapter: parties."""

from services.workflow.http.operations.operation import Row

ROWS: tuple[Row, ...] = ()
