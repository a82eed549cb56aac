"""Signatures and types of the library as its source writes them, for the reference."""

import ast
from typing import Any, Final

_WITHOUT: Final = {"self", "cls"}


def of(function: Any) -> str:
    """The signature of a function, without `self`, and without the quotes around types."""
    plain = _Unquoted().visit(ast.parse(ast.unparse(function)).body[0])
    arguments = plain.args
    arguments.args = [one for one in arguments.args if one.arg not in _WITHOUT]
    if arguments.kwarg is not None:
        # The names are in the docstring; the type of all of them together is private.
        arguments.kwarg.annotation = None
    returns = "" if plain.returns is None else f" -> {ast.unparse(plain.returns)}"
    return f"({ast.unparse(arguments)}){returns}"


def type_of(annotation: ast.expr) -> str:
    """The type that an annotation gives."""
    return ast.unparse(_Unquoted().visit(annotation))


class _Unquoted(ast.NodeTransformer):
    """Replaces types that stand in quotes by what the quotes hold. A `Literal` keeps its strings."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) and node.value else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in ("Literal", "ClassVar"):
            return node if node.value.id == "Literal" else self.visit(node.slice)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg):
            if one is not None and one.annotation is not None:
                one.annotation = self.visit(one.annotation)
        node.returns = None if node.returns is None else self.visit(node.returns)
        return node
