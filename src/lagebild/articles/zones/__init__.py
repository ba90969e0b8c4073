"""Zones of pages saved as text: what each line of a page is for.

Enters: a normalised text (NFC, `\\n` newlines), from a bare article to a whole page with menus and advertisements.
Leaves: passages in order, without overlap, that together cover every character that is not white space. Guaranteed:
time linear in the text's length, and a text that shows no sign of a web page loses nothing.

`blocks` finds the lines and paragraphs, `features` and `region` tell the article from what surrounds it. `zoning` leads
the way: `page` holds what is known so far, `head` names what stands above the first paragraph (`title` finds the
headline), `inside` what stands between the paragraphs, `cutting` makes passages, at `seams` where a line holds two
zones. `cues`, `weights.csv` and `title_weights.csv` are declared data.
"""

from lagebild.articles.zones.zoning import zones_of

__all__ = ["zones_of"]
