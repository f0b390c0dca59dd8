"""A QR code as SVG."""

from __future__ import annotations

import io


def qr_svg(text: str, *, dark: str = "#000000", light: str = "#ffffff") -> bytes:
    """With the quiet zone that readers need, and without a size of its own: it is drawn as large as the place allows."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", dark=dark, light=light, border=4, omitsize=True, xmldecl=False)
    return drawn.getvalue()
