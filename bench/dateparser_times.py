# SPDX-License-Identifier: Apache-2.0
"""The times that dateparser finds in Arabic articles, for bench/peers.py:

    python dateparser_times.py < articles.jsonl > times.jsonl

Lines as of heideltime/Times.java, but with positions in code points. dateparser gives pieces of
the text and a moment for each, so a piece is looked for in the text behind the one before it, and
the moment is written as coarsely as dateparser says that the piece was: 2018, 2018-07, 2018-W28,
2018-07-14 or 2018-07-14T09:00. The last line on standard error is {"ready", "reading"}."""
import datetime
import json
import sys
import time

FORMS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d",
         "time": "%Y-%m-%dT%H:%M"}


def value_of(moment, period):
    """As a TIMEX3 value; %Y alone would write the year 987 with three digits."""
    return moment.strftime(FORMS[period].replace("%Y", f"{moment.year:04}"))


def placed(text, pieces):
    """(begin, end) of each piece, in order; None for what does not stand in the rest of the text."""
    at = 0
    for piece in pieces:
        begin = text.find(piece, at)
        if begin >= 0:
            at = begin + len(piece)
        yield (begin, at) if begin >= 0 else None


def times_of(article, search_dates, parser):
    settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(article["published"]),
                "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
    found = search_dates(article["text"], languages=["ar"], settings=settings) or []
    parse = parser(languages=["ar"], settings=settings).get_date_data
    for (piece, moment), place in zip(found, placed(article["text"], [one[0] for one in found])):
        if place:
            yield {"begin": place[0], "end": place[1], "value": value_of(moment, parse(piece).period)}


def main():
    begun = time.monotonic()
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates
    reading = time.monotonic()
    for line in sys.stdin:
        article = json.loads(line)
        print(json.dumps({"id": article["id"],
                          "times": list(times_of(article, search_dates, DateDataParser))}))
    print(json.dumps({"ready": round(reading - begun, 3),
                      "reading": round(time.monotonic() - reading, 3)}), file=sys.stderr)


if __name__ == "__main__":
    main()
