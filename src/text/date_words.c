#include "config.h"

#include "text/date_words.h"

#include "text/phrase.h"
#include "text/utf8.h"

struct row {
	struct date_word word;
	const char *names; /* separated by '|'; compared as folded */
};

#define MONTH(calendar, value, names) {{WORD_MONTH, CALENDAR_##calendar, value}, names}
#define WORD(kind, value, names) {{WORD_##kind, CALENDAR_GREGORIAN, value}, names}
#define ERA(calendar, names) {{WORD_ERA, CALENDAR_##calendar, 0}, names}

/*
 * Gregorian rows: English, French; Arabic of Egypt, of the Levant, of Tunis
 * and Algiers, of Morocco; Persian; Urdu and Pashto; Hebrew.
 */
static const struct row rows[] = {
	MONTH(GREGORIAN, 1, "january|jan|janvier|janv|يناير|كانون الثاني|كانون ثاني|جانفي|ژانویه|جنوری|ינואר|ינו"),
	MONTH(GREGORIAN, 2, "february|feb|février|févr|فبراير|شباط|فيفري|فوریه|فروری|فبروری|פברואר|פבר"),
	MONTH(GREGORIAN, 3, "march|mar|mars|مارس|آذار|مارچ|מרץ|מרס"),
	MONTH(GREGORIAN, 4, "april|apr|avril|avr|أبريل|ابريل|نيسان|أفريل|آوریل|آپریل|اپریل|אפריל|אפר"),
	MONTH(GREGORIAN, 5, "may|mai|مايو|أيار|ماي|مه|می|مئی|מאי"),
	MONTH(GREGORIAN, 6, "june|jun|juin|يونيو|يونية|يونيه|حزيران|جوان|ژوئن|جون|יוני"),
	MONTH(GREGORIAN, 7, "july|jul|juillet|juil|يوليو|يولية|يوليه|يوليوز|تموز|جويلية|ژوئیه|ژوئیهٔ|جولای|جولائی|יולי"),
	MONTH(GREGORIAN, 8, "august|aug|août|aout|أغسطس|اغسطس|آب|أوت|غشت|اوت|آگوست|اگست|אוגוסט|אוג"),
	MONTH(GREGORIAN, 9, "september|sept|sep|septembre|سبتمبر|أيلول|شتنبر|سپتامبر|ستمبر|ספטמבר|ספט"),
	MONTH(GREGORIAN, 10, "october|oct|octobre|أكتوبر|اكتوبر|تشرين الأول|تشرين أول|اکتبر|اکتوبر|אוקטובר|אוק"),
	MONTH(GREGORIAN, 11, "november|nov|novembre|نوفمبر|تشرين الثاني|تشرين ثاني|نونبر|نوامبر|نومبر|נובמבר|נוב"),
	MONTH(GREGORIAN, 12, "december|dec|décembre|déc|ديسمبر|كانون الأول|كانون أول|دجنبر|دسامبر|دسمبر|דצמבר|דצמ"),

	MONTH(HIJRI, 1, "محرم|المحرم|محرم الحرام|محرم‌الحرام|muharram"),
	MONTH(HIJRI, 2, "صفر|صفر المظفر|صفر الخير|safar"),
	MONTH(HIJRI, 3, "ربيع الأول|ربيع أول|ربیع‌الاول|rabi al-awwal|rabi' al-awwal|rabi i|rabi' i"),
	MONTH(HIJRI, 4, "ربيع الآخر|ربيع الثاني|ربيع ثاني|ربيع ثان|ربيع آخر|ربیع‌الثانی|ربیع‌الآخر|"
	                "rabi al-thani|rabi' al-thani|rabi al-akhir|rabi' al-akhir|rabi ii|rabi' ii"),
	MONTH(HIJRI, 5, "جمادى الأولى|جمادى الأول|جمادي الأولى|جماد الأول|جماد أول|جمادی‌الاولی|جمادی‌الاول|"
	                "jumada al-awwal|jumada al-ula|jumada i"),
	MONTH(HIJRI, 6, "جمادى الآخرة|جمادى الآخر|جمادى الثانية|جمادى الثاني|جمادي الآخرة|"
	                "جماد الثاني|جماد الآخر|جماد ثاني|جمادی‌الثانی|جمادی‌الثانیه|جمادی‌الآخره|جمادی‌الآخر|"
	                "jumada al-thani|jumada al-thaniyah|jumada al-thaniya|"
	                "jumada al-akhirah|jumada al-akhira|jumada ii"),
	MONTH(HIJRI, 7, "رجب|رجب المرجب|rajab"),
	MONTH(HIJRI, 8, "شعبان|شعبان المعظم|شعبان‌المعظم|shaban|shaaban|sha'ban|sha‘ban|shaʿban|sha’ban"),
	MONTH(HIJRI, 9, "رمضان|رمضان المبارك|رمضان الكريم|رمضان‌المبارک|ramadan|ramazan"),
	MONTH(HIJRI, 10, "شوال|شوال المكرم|shawwal"),
	MONTH(HIJRI, 11, "ذو القعدة|ذي القعدة|ذوالقعدة|ذي قعدة|ذیقعده|ذیقعد|ذی‌قعده|ذی‌القعده|ذوالقعده|"
	                 "dhu al-qadah|dhu al-qi'dah|dhu al-qa'dah|dhul-qadah|dhul-qi'dah|dhul-qa'dah|dhu'l-qa'da|zulqada"),
	MONTH(HIJRI, 12, "ذو الحجة|ذي الحجة|ذوالحجة|ذي حجة|ذیحجه|ذیحج|ذی‌حجه|ذی‌الحجه|ذوالحجه|"
	                 "dhu al-hijjah|dhu al-hijja|dhul hijjah|dhu'l-hijja|dhu'l-hijjah|zulhijja|zulhijjah"),

	MONTH(JALALI, 1, "فروردین|farvardin|حمل|وری"),
	MONTH(JALALI, 2, "اردیبهشت|ordibehesht|ثور|غویی"),
	MONTH(JALALI, 3, "خرداد|khordad|جوزا|غبرګولی"),
	MONTH(JALALI, 4, "تیر|tir|سرطان|چنگاښ"),
	MONTH(JALALI, 5, "مرداد|امرداد|mordad|اسد|زمری"),
	MONTH(JALALI, 6, "شهریور|shahrivar|سنبله|وږی"),
	MONTH(JALALI, 7, "مهر|mehr|میزان|تله"),
	MONTH(JALALI, 8, "آبان|aban|عقرب|لړم"),
	MONTH(JALALI, 9, "آذر|azar|قوس|لیندۍ"),
	MONTH(JALALI, 10, "دی|dey|جدی|مرغومی"),
	MONTH(JALALI, 11, "بهمن|bahman|دلو|سلواغه"),
	MONTH(JALALI, 12, "اسفند|esfand|حوت|کب"),

	WORD(WEEKDAY, 0, "sunday|sun|الأحد|الاحد|یکشنبه|یک‌شنبه|اتوار|יום ראשון|dimanche"),
	WORD(WEEKDAY, 1, "monday|mon|الإثنين|الاثنين|دوشنبه|پیر|سوموار|יום שני|lundi"),
	WORD(WEEKDAY, 2, "tuesday|tue|tues|الثلاثاء|سه‌شنبه|سه شنبه|منگل|יום שלישי|mardi"),
	WORD(WEEKDAY, 3, "wednesday|wed|الأربعاء|چهارشنبه|بدھ|יום רביעי|mercredi"),
	WORD(WEEKDAY, 4, "thursday|thu|thur|thurs|الخميس|پنجشنبه|پنج‌شنبه|پنج شنبه|جمعرات|יום חמישי|jeudi"),
	WORD(WEEKDAY, 5, "friday|fri|الجمعة|جمعه|آدینه|جمعہ|יום שישי|vendredi"),
	WORD(WEEKDAY, 6, "saturday|sat|السبت|شنبه|ہفتہ|שבת|יום שבת|samedi"),

	WORD(AM, 0, "am|a.m|ص|صباحا|صباحاً|صباح|ق.ظ|قبل از ظهر|صبح|לפנות בוקר|בבוקר"),
	WORD(PM, 0, "pm|p.m|مساء|مساءً|مساءا|ظهرا|ب.ظ|بعد از ظهر|بعدازظهر|عصر|شام|אחר הצהריים|בערב"),

	WORD(ZONE, 0, "gmt|utc|ut|z|غرينتش|جرينتش|غرينيتش|گرینویچ|بتوقيت غرينتش|بتوقيت جرينتش|بتوقيت غرينيتش|"
	              "توقيت غرينتش|توقيت جرينتش|ت.غ|تغ|به وقت گرینویچ"),
	WORD(ZONE, -300, "est|cdt"), WORD(ZONE, -240, "edt"), WORD(ZONE, -360, "cst|mdt"),
	WORD(ZONE, -420, "mst|pdt"), WORD(ZONE, -480, "pst"), WORD(ZONE, 60, "cet|bst"),
	WORD(ZONE, 120, "cest|eet"), WORD(ZONE, 180, "eest|msk|بتوقيت مكة المكرمة|بتوقيت مكة|بتوقيت السعودية"),
	WORD(ZONE, 240, "gst"), WORD(ZONE, 210, "irst|به وقت تهران"), WORD(ZONE, 300, "pkt"),

	ERA(GREGORIAN, "م|ميلادي|ميلادية|میلادی|ad|ce|ء|عیسوی|לספירה"),
	ERA(HIJRI, "هـ|ه‍|هجري|هجرية|ھ|ہجری|هجری قمری|قمری|ه.ق|هـ.ق|ه ق|ق|ah"),
	ERA(JALALI, "ش|هجری شمسی|هجری خورشیدی|شمسی|خورشیدی|ه.ش|هـ.ش|ه ش|sh|لمریز"),

	WORD(JOIN, 0, "of|at|on|the|th|st|nd|rd|t|le|er|à|في|من|عند|يوم|بتاريخ|تاريخ|الموافق|الموافق لـ|المصادف|موافق|"
	              "الساعة|ساعت|در|روز|مورخ|برابر با|مطابق|بمطابق|بجے|وقت|توقيت|شهر|سنة|عام|سال|ماه|تاریخ|بتاریخ|"
	              "کو|ام|ה|ב|ל|בשעה|שעה|יום|בתאריך|local time"),
};

/* The longest of the names that text starts with. */
static size_t match_names(struct str text, uint32_t first, const char *names)
{
	size_t best = 0;
	struct str rest = str_of(names);
	while (rest.n > 0) {
		size_t bar = str_find(rest, STR("|"), 0);
		struct str name = str_sub(rest, 0, bar);
		rest = str_sub(rest, bar == (size_t)-1 ? rest.n : bar + 1, rest.n);
		if (phrase_first(name) != first)
			continue;
		size_t n = phrase_match(text, name);
		if (n > best)
			best = n;
	}
	return best;
}

static size_t find_exact(struct str text, struct date_word *word)
{
	uint32_t first = phrase_first(text);
	size_t best = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t n = match_names(text, first, rows[i].names);
		if (n > best) {
			best = n;
			*word = rows[i].word;
		}
	}
	return best;
}

size_t date_word_find(struct str text, struct date_word *word)
{
	size_t n = find_exact(text, word);
	if (n > 0)
		return n;
	/* Hebrew writes "in July" as one word, with a maqaf, which does not count, or without. */
	struct str bet = STR("\xd7\x91");
	if (str_starts(text, bet)) {
		n = find_exact(str_sub(text, bet.n, text.n), word);
		if (n > 0 && word->kind == WORD_MONTH)
			return bet.n + n;
	}
	word->kind = WORD_OTHER;
	return 0;
}
