"""A case in the formats of other programs: the tables, the network, actors and events, the timeline, the articles.

What enters is a case, what leaves are files. But for the tables, no format carries the text of an article: titles,
outlets, links and the sentences that evidence stands in are all of it, and every text in them is made safe (`clean`).
"""
