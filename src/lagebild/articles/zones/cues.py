"""Cue words of news pages in German and English: declared data.

Collected from the visible furniture of German and English news sites: the development half of the pages of
`benchmarks/zones`, and the default texts of WordPress, Drupal and Disqus.
A phrase ending in `*` matches the beginning of a line, any other a whole line; case and closing punctuation do not
count.
"""

# ruff: noqa: E501  (tables read better as long lines)
from __future__ import annotations

import tomllib
from enum import StrEnum
from importlib.resources import files


class Cue(StrEnum):
    """What a line that consists of a known phrase announces."""

    END = "end"
    """A list of other articles, a comment or newsletter box begins: the article is over or interrupted."""
    SHARE = "share"
    """A button: share, print, listen, save."""
    NAVIGATION = "navigation"
    ADVERTISEMENT = "advertisement"
    COMMENTS = "comments"
    LEGAL = "legal"
    NOTE = "note"
    """A note of the desk on the text: translated by, this text appeared first in."""
    TAGS = "tags"
    """A list of key words begins."""


CUE_PHRASES: dict[Cue, tuple[str, ...]] = {
    Cue.END: (
        # German
        "mehr zum thema*", "zum thema*", "auch interessant*", "das könnte sie auch interessieren*", "das könnte dich auch interessieren*",
        "das könnte ihnen auch gefallen*", "das könnte dir auch gefallen*", "lesen sie auch*", "lesen sie jetzt*", "lesen sie dazu*", "lesen sie mehr*", "lesen sie hier*", "lesen sie weiter*",
        "lies auch*", "weitere artikel*", "weitere beiträge*", "weitere meldungen*", "weitere nachrichten*", "weitere themen*", "weitere informationen*", "weitere news*",
        "ähnliche artikel*", "ähnliche beiträge*", "ähnliche themen", "verwandte artikel*", "verwandte beiträge*", "meistgelesen*", "meist gelesen*", "am meisten gelesen*", "die meistgelesenen*",
        "neueste artikel*", "neueste beiträge*", "neueste kommentare*", "neueste nachrichten*", "neueste meldungen*", "aktuelle nachrichten*", "aktuelle artikel*", "aktuelle beiträge*", "aktuelle meldungen*", "aktuelle themen*",
        "unsere partner*", "partnerangebote*", "anzeigen unserer partner*", "empfehlungen*", "empfehlung der redaktion*", "unsere empfehlung*", "redaktionelle empfehlung*", "top-themen*", "topthemen*", "top themen*",
        "beliebte artikel*", "beliebte beiträge*", "beliebte themen*", "populäre artikel*", "vorheriger artikel*", "nächster artikel*", "vorheriger beitrag*", "nächster beitrag*", "beitrags-navigation", "beitragsnavigation",
        "über den autor*", "über die autorin*", "zum autor*", "zur autorin*", "über uns*", "der autor*", "die autorin*", "autorenprofil", "autor", "autorin",
        "newsletter*", "jetzt newsletter*", "unser newsletter*", "abonnieren sie*", "jetzt abonnieren*", "melden sie sich*", "bleiben sie auf dem laufenden*", "bleiben sie informiert*",
        "mehr aus*", "mehr von*", "mehr artikel*", "mehr nachrichten*", "mehr lesen", "mehr über*", "mehr zu*", "mehr dazu*", "mehr infos*", "links zum thema*", "links zum artikel*", "links", "siehe auch*", "dossier*", "themenseite*", "bilderstrecke*", "fotostrecke*",
        "startseite politik", "zur startseite*", "zurück zur*", "zurück zum*", "kontakt zur redaktion*", "haben sie einen fehler*", "fehler gefunden*", "fehler melden*", "quelle", "quellen",
        # English
        "related*", "related posts*", "related articles*", "related stories*", "related topics*", "related content*", "more from*", "more on*", "more stories*", "more news*", "more articles*", "more like this*", "more about*",
        "read more*", "read next*", "read also*", "also read*", "read this next*", "recommended*", "recommended for you*", "you may also like*", "you might also like*", "you may also be interested*", "you might be interested*",
        "most read*", "most popular*", "most viewed*", "popular posts*", "popular articles*", "popular now*", "trending*", "latest news*", "latest stories*", "latest posts*", "latest articles*", "recent posts*", "recent articles*", "recent comments*", "recent news*",
        "top stories*", "editor's picks*", "editors' picks*", "editor’s picks*", "editors’ picks*", "what to read next*", "up next*", "next article*", "previous article*", "next post*", "previous post*", "next story*", "post navigation*",
        "about the author*", "about author*", "about us*", "see also*", "further reading*", "from around the web*", "around the web*", "from our partners*", "more in*", "in case you missed it*", "don't miss*", "don’t miss*",
        "sign up*", "subscribe*", "get the latest*", "stay informed*", "stay up to date*", "stay connected*", "follow us*", "join the conversation*", "share your thoughts*", "get in touch*", "contact us*", "filed under*",
    ),
    Cue.SHARE: (
        "artikel anhören*", "anhören", "vorlesen", "vorlesen lassen", "artikel vorlesen*", "teilen*", "artikel teilen*", "beitrag teilen*", "jetzt teilen*", "drucken*", "artikel drucken*", "seite drucken*", "merken*", "auf die merkliste*", "zur merkliste*", "artikel merken*", "speichern", "als favorit*",
        "artikel verschicken*", "per e-mail teilen*", "per mail*", "link kopieren*", "kopieren", "weiterempfehlen*", "empfehlen", "versenden", "verschenken*", "artikel verschenken*", "facebook*", "twitter*", "whatsapp*", "xing", "linkedin*", "pinterest*", "instagram", "telegram", "flipboard", "pocket", "tumblr", "reddit", "youtube", "x.com", "bluesky", "mastodon", "threads",
        "e-mail", "email*", "mail", "tweet", "tweeten", "twittern", "pin it", "gefällt mir*", "liken*", "schriftgröße*", "schrift*", "lesezeit*", "lesedauer*", "auf facebook*", "auf twitter*", "auf whatsapp*", "folgen*", "folgen sie*", "folge uns*", "pdf*", "als pdf*", "rss*", "feedback*", "bewerten*", "bookmark*",
        "share*", "share this*", "share on*", "share via*", "print*", "print this*", "listen to this*", "listen to article*", "listen", "save", "save article*", "copy link*", "copy url*", "like this*", "loading...", "lade …", "follow", "min read", "click to share*", "klick, um*", "zum teilen*", "gift this*", "bookmark", "comment", "posted in*", "views",
    ),
    Cue.NAVIGATION: (
        "zum inhalt*", "zur hauptnavigation*", "zur navigation*", "zur suche*", "direkt zum*", "springe zum*", "springe zu*", "menü*", "hauptmenü", "navigation*", "startseite*", "suche*", "suchen*", "anmelden*", "einloggen*", "login*", "log in*", "abmelden", "registrieren*", "abo*", "e-paper*", "epaper*", "shop*", "jobs*", "stellenmarkt*", "immobilien", "kleinanzeigen", "sie sind hier*", "sie befinden sich*", "ressorts", "rubriken", "politik", "wirtschaft", "sport", "kultur", "panorama", "wissenschaft", "meinung", "lokales", "regional", "ausland", "inland", "international", "deutschland", "welt", "gesellschaft", "digital", "technik", "reise", "gesundheit", "auto", "wetter", "video*", "videos", "podcast*", "podcasts", "archiv*", "nach oben*", "seitenanfang", "kategorien*", "alle kategorien", "mein konto*", "profil", "schließen", "weiter", "zurück*", "mehr", "mehr anzeigen", "alle anzeigen", "alle artikel*", "weiterlesen*", "mehr erfahren*", "schlagwortarchiv", "home*", "start",
        "skip to*", "menu*", "main menu*", "search*", "sign in*", "register*", "my account*", "you are here*", "back to*", "go to*", "jump to*", "toggle*", "close*", "open*", "news", "world", "politics", "business", "sports", "opinion", "culture", "technology", "health", "science", "entertainment", "lifestyle", "travel", "categories*", "archives*", "archive*", "next*", "previous*", "next page", "top", "view all*", "see all*", "show more*", "load more*", "learn more*", "continue reading*", "newsletters", "live tv", "watch live*", "pages:*", "page *", "seite *", "seiten:*",
    ),
    Cue.ADVERTISEMENT: (
        "anzeige*", "anzeigen*", "werbung*", "advertorial*", "gesponsert*", "sponsored*", "advertisement*", "advertising*", "ad", "ads by*", "ads", "promoted*", "partner content*", "paid content*", "story continues below*", "article continues below*", "continue reading the main story", "nach der werbung*", "produktvergleich*", "gutscheine*", "gutschein*", "affiliate*", "jetzt kaufen*", "buy now*", "shop now*", "in den warenkorb*",
    ),
    Cue.COMMENTS: (
        "kommentare*", "kommentar", "kommentar schreiben*", "kommentieren*", "kommentar hinterlassen*", "kommentar verfassen*", "kommentar absenden*", "schreibe einen kommentar*", "schreiben sie einen kommentar*", "hinterlasse einen kommentar*", "hinterlasse eine antwort*", "ihr kommentar*", "dein kommentar*", "leserkommentare*", "diskutieren sie*", "jetzt kommentieren*", "alle kommentare*", "antworten*", "antwort abbrechen*", "antwort hinterlassen*", "deine e-mail-adresse wird nicht*", "deine email-adresse wird nicht*", "ihre e-mail-adresse wird nicht*", "die kommentarfunktion*", "keine kommentare*", "diskussion*", "forum*", "leserbriefe*", "trackback*", "pingback*", "name *", "schreiben sie uns*", "sagen sie uns*",
        "comments*", "leave a reply*", "leave a comment*", "post a comment*", "add a comment*", "add comment*", "write a comment*", "view comments*", "show comments*", "no comments*", "comments are closed*", "be the first to comment*", "reply*", "cancel reply*", "your email address will not be*", "required fields are marked*", "save my name*", "notify me of*", "this site uses akismet*", "join the discussion*", "log in to comment*", "sign in to comment*", "one response to*", "responses to*", "thoughts on*",
    ),
    Cue.LEGAL: (
        "impressum*", "datenschutz*", "agb*", "nutzungsbedingungen*", "alle rechte*", "copyright*", "©*", "(c)*", "cookie*", "cookies*", "wir verwenden cookies*", "wir nutzen cookies*", "diese website*", "diese webseite*", "diese seite verwendet*", "diese seite nutzt*", "mediadaten*", "kontakt*", "barrierefreiheit*", "privatsphäre*", "widerruf*", "haftungsausschluss*", "disclaimer*", "netiquette*", "hilfe", "redaktion*", "verlag*", "karriere", "kündigen*", "verträge hier*", "akzeptieren*", "alle akzeptieren*", "ablehnen", "einverstanden*", "zustimmen*", "die redaktion*", "wir bitten um*",
        "privacy*", "terms*", "all rights*", "we use cookies*", "this site uses cookies*", "this website uses*", "by continuing*", "by using*", "by clicking*", "by signing*", "cookie policy*", "accept*", "i agree*", "legal*", "imprint*", "careers*", "advertise*", "contact*", "about", "help*", "faq*", "accessibility*", "do not sell*", "sitemap*", "powered by*", "proudly powered*", "do not reproduce*", "republish*",
    ),
    Cue.NOTE: (
        "aus dem englischen*", "aus dem französischen*", "aus dem russischen*", "aus dem amerikanischen*", "aus dem spanischen*", "aus dem chinesischen*", "aus dem arabischen*", "übersetzung:*", "übersetzt von*", "übersetzung aus*", "adaption:*", "adaptiert von*", "redaktion:*", "dieser artikel wurde*", "dieser artikel erschien*", "dieser artikel ist*", "dieser text erschien*", "dieser text ist*", "dieser beitrag*", "dieser eintrag*", "mit material von*", "mit agenturmaterial*", "hinweis der redaktion*", "anmerkung der redaktion*", "transparenzhinweis*", "korrekturhinweis*", "in einer früheren version*", "in einer ersten version*", "erstpublikation*", "zuerst erschienen*",
        "translated by*", "translation by*", "translated from*", "this article was*", "this article first*", "this article originally*", "this story was*", "this story first*", "this story originally*", "this post was*", "this entry was*", "a version of this article*", "correction:*", "editor's note*", "editor’s note*", "edited by*", "editing by*", "reporting by*", "(reporting by*", "additional reporting by*", "adapted from*", "originally published*", "first published*",
    ),
    Cue.TAGS: (
        "verwandte themen*", "themen", "themen:*", "themen dieses*", "themen in diesem*", "schlagwörter*", "schlagworte*", "stichwörter*", "stichworte*", "tags*", "tag:*", "topics*", "related topics*", "keywords*", "filed under*", "labels*", "kategorie*", "category*", "in diesem artikel*", "in this article*", "article tags*", "auf dieser seite*", "inhaltsverzeichnis*", "inhalt", "table of contents*", "contents",
    ),
}  # fmt: skip

_WORDS: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))

SITE_WORDS = frozenset(_WORDS["site_words"])
"""Words of the site about itself; in article text they are rare."""

STOP_WORDS = frozenset(_WORDS["stop_words"])
"""Frequent function words of German and English: prose has many, link lists few."""

SECTION_NAMES = frozenset(_WORDS["section_names"])
"""Names of sections, topics and text types as kickers show them, in lower case."""
