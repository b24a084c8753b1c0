"""What the manifest says of a build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.evidence.verify import Verified


def evidence(verified: Verified) -> dict[str, Any]:
    """How much of each pack the archived texts bear out; `looked` is false where there is no archive."""
    shares = {
        pack: {"verified": share.verified, "total": share.total, "held": share.held, "confirmed": share.confirmed}
        for pack, share in verified.coverage.packs.items()
    }
    return {"looked": verified.looked, "packs": shares}


def entries(built: Sequence[Any], made_from: str, content: Content) -> dict[str, Any]:
    """File name → what the manifest says of a product."""
    from briefgen.desk.files import sha256_of
    from briefgen.products.provenance import described

    packs = content.packs
    return {
        item.name: {
            **described(packs[item.pack]),
            "product": item.kind,
            "made_from": made_from,
            "sha256": sha256_of(item.product.data),
            "bytes": len(item.product.data),
            "pages": item.product.pages,
            "words": item.size.words,
        }
        for item in built
    }
