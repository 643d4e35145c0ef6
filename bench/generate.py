#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Articles about an invented war, as many as wanted, for measuring a store.

    python3 bench/generate.py 200000 [SEED] > articles.jsonl

The same number and seed give the same bytes. Happenings are spread evenly over years; each is told
by one to six outlets on its day and the next, with tolls that rise, sources that differ, and copies
of agency texts; a third of the articles is other news. The Arabic is simple and made of a few
dozen words: it measures speed and size, not reading."""
import datetime
import json
import random
import sys

TOWNS = ("حماة حمص درعا إدلب الرقة حلب تدمر القامشلي الحسكة عفرين منبج جرابلس اللاذقية طرطوس السويداء "
         "القنيطرة الموصل الرمادي الفلوجة تكريت بعقوبة كركوك البصرة النجف سامراء صنعاء عدن تعز الحديدة مأرب "
         "ذمار صعدة بنغازي درنة سرت مصراتة طرابلس سبها غزة رفح جنين نابلس الخليل").split()
SITES = ["سوق", "مدرسة", "مستشفى", "مخبز", "حي سكني", "قرية", "مخيم", "حاجز", "موقع عسكري"]
MEANS = ["قصف مدفعي", "غارة جوية", "انفجار سيارة مفخخة", "إطلاق نار", "قذائف هاون", "اشتباكات"]
SOURCES = ["مصدر طبي", "شهود عيان", "ناشطون", "مصدر عسكري", "الدفاع المدني", "مسؤول محلي", "وزارة الصحة"]
OUTLETS = [f"{kind} {name}" for kind in ("وكالة", "صحيفة", "إذاعة", "موقع")
           for name in ("السهل", "الوادي", "الضفة", "الساحل", "الميناء", "البادية")]
OTHER = ["افتتح وزير الزراعة معرضا للتمور في {town} بحضور عدد من المزارعين والتجار.",
         "فاز فريق {town} على ضيفه بهدفين مقابل هدف في مباراة أقيمت على ملعب المدينة.",
         "تشهد {town} غدا أجواء صافية مع ارتفاع طفيف في درجات الحرارة.",
         "ارتفعت أسعار الخضار في أسواق {town} بنسبة عشرة في المئة منذ مطلع الشهر."]
FILLERS = ["وأضاف أن فرق الإنقاذ وصلت إلى المكان بعد نحو ساعة.", "وقال سكان إن الكهرباء انقطعت عن المنطقة.",
           "ولم يصدر تعليق من أي طرف حتى الآن.", "وأغلقت الطرق المؤدية إلى المكان.",
           "ونقل الجرحى إلى مستشفيات قريبة.", "وتشهد المنطقة توترا منذ أسابيع.",
           "وطالب الأهالي المنظمات الدولية بالمساعدة.", "وبدأت السلطات تحقيقا في الحادث."]


def articles(count, seed):
    dice = random.Random(seed)
    first = datetime.date(1991, 1, 1)
    made = 0
    day = 0.0
    while made < count:
        day += 12000 / max(count, 4000)  # 4,000 articles and more span some twelve years
        date = first + datetime.timedelta(days=int(day))
        if dice.random() < 0.33:
            town = dice.choice(TOWNS)
            yield made, date, dice.choice(OUTLETS), f"أخبار {town}", \
                dice.choice(OTHER).format(town=town) + " " + " ".join(dice.sample(FILLERS, 2))
            made += 1
            continue
        town, site, means = dice.choice(TOWNS), dice.choice(SITES), dice.choice(MEANS)
        killed = dice.randint(3, 60)
        copied = None
        for _ in range(dice.randint(1, 6)):
            if made == count:
                break
            source = dice.choice(SOURCES)
            toll = killed + dice.randint(0, 5)
            text = f"قتل {toll} شخصا وأصيب {toll * 2} آخرون في {means} على {site} في مدينة {town}، بحسب {source}. " \
                   + " ".join(dice.sample(FILLERS, 4))
            if copied and dice.random() < 0.3:
                text = copied
            copied = copied or text
            yield made, date + datetime.timedelta(days=dice.randint(0, 1)), dice.choice(OUTLETS), \
                f"{toll} قتيلا في {means} على {site} في {town}", text
            made += 1


def main():
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for number, date, outlet, title, text in articles(count, seed):
        print(json.dumps({"id": f"g{number}", "url": f"http://archive.example/{number}", "outlet": outlet,
                          "published": date.isoformat(), "title": title, "text": text},
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
