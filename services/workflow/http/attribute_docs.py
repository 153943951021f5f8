"""Descriptions of fields, read from the texts under them in the source: written once, shown to callers."""

import ast
import inspect
import sys
from functools import cache


@cache
def attribute_docs(kind: type) -> dict[str, str]:
    """Field name to the text that stands under it, of the type and those it is made from."""
    documented = getattr(kind, "documented_as", kind)
    found: dict[str, str] = {}
    for parent in reversed(documented.__mro__):
        found |= _class_docs(sys.modules[parent.__module__].__name__).get(parent.__name__, {})
    return found


@cache
def _class_docs(module: str) -> dict[str, dict[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    docs: dict[str, str] = {}
    for field, text in zip(node.body, node.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(doc))),
            ):
                docs[name] = " ".join(doc.split())
    return docs
