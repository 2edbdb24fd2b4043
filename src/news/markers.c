#include "config.h"

#include "news/markers.h"

#include "text/digit.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

enum {
	ALONE = 0,  /* the marker is the whole line (a count may follow: "Comments (3)") */
	LABEL = 1,  /* or a label: a colon and a value follow */
	BARE = 2,   /* or the value follows without a colon */
	EDGE = 4,   /* only before and after the article */
	MAX_MARKED_CP = 400,
	MAX_DECORATION_CP = 8,
	MAX_ROW_WORDS = 14
};

struct row {
	enum marker_kind kind;
	int how;
	const char *names; /* separated by '|'; compared as folded, so one spelling is enough */
};

/* Within a kind: Arabic; Persian; Urdu, Pashto and Kurdish; Hebrew; English and French. */
static const struct row rows[] = {
	{MARKER_READ_ALSO, LABEL | BARE,
	 "اقرأ أيضا|اقرأوا أيضا|اقرؤوا أيضا|اقرئي أيضا|طالع أيضا|طالعوا أيضا|شاهد أيضا|شاهدوا أيضا|انظر أيضا|"
	 "تابع أيضا|اقرأ كذلك|يمكنك أيضا قراءة|بیشتر بخوانید|همچنین بخوانید|این مطلب را هم بخوانید|این را هم بخوانید|"
	 "مزید پڑھیں|مزید پڑھیے|مزید پڑھئے|یہ بھی پڑھیں|یہ بھی پڑھیے|یہ بھی پڑھئے|اسے بھی پڑھیں|دا هم ولولئ|نور ولولئ|"
	 "هەروەها بخوێنەوە|زیاتر بخوێنەوە|קראו גם|קרא גם|קראי גם|קראו עוד|read also|also read|lire aussi|à lire aussi"},
	{MARKER_READ_ALSO, LABEL,
	 "اقرأ المزيد|للمزيد اقرأ|مواضيع ذات صلة|موضوعات ذات صلة|أخبار ذات صلة|مقالات ذات صلة|قصص ذات صلة|"
	 "تقارير ذات صلة|مواد ذات صلة|روابط ذات صلة|محتوى ذو صلة|ذات صلة|خبر ذو صلة|موضوع ذو صلة|أخبار متعلقة|"
	 "مواضيع متعلقة|مقالات متعلقة|أخبار مرتبطة|مواضيع مرتبطة|مواضيع مشابهة|مقالات مشابهة|أخبار مشابهة|"
	 "قد يهمك أيضا|قد يهمك|قد يهمكم أيضا|قد يعجبك أيضا|قد يعجبك|ربما يعجبك أيضا|المزيد حول هذه القصة|"
	 "المزيد عن هذا الموضوع|في السياق ذاته اقرأ|بخوانید|حتما بخوانید|نیز بخوانید|مطالب مرتبط|اخبار مرتبط|"
	 "خبرهای مرتبط|خبر مرتبط|مطلب مرتبط|مطالب مشابه|مطالب پیشنهادی|مرتبط با این خبر|در همین زمینه|"
	 "در همین رابطه|در این زمینه بخوانید|بیشتر بدانید|متعلقہ خبریں|متعلقہ خبر|متعلقہ مضامین|متعلقہ تحریریں|"
	 "اسی بارے میں|اسی موضوع پر|مزید جانیں|مزید خبریں|עוד בנושא|כתבות נוספות|כתבות קשורות|כתבות בנושא|"
	 "עוד כתבות|לקריאה נוספת|ידיעות נוספות|כתבות מומלצות|אולי יעניין אותך|אולי יעניין אתכם|אולי יעניין אותך גם|"
	 "read more|see also|related|related story|related stories|related article|related articles|related news|"
	 "related topics|related links|related content|more on this story|more on this topic|more on this|"
	 "you may also like|you might also like|further reading|read next|more stories|lire également|voir aussi"},
	{MARKER_READ_ALSO, ALONE,
	 "اخترنا لك|اخترنا لكم|الأكثر قراءة|المزيد من الأخبار|آخر الأخبار|پربازدیدترین‌ها|recommended|most read"},

	{MARKER_SOURCE, LABEL | BARE, "المصدر|منبع|ماخذ|ذریعہ|سرچینه|سەرچاوە|מקור|source"},
	{MARKER_SOURCE, LABEL,
	 "المصادر|مصدر الخبر|المصدر الأصلي|نقلا عن|منبع خبر|منابع|به نقل از|بشکریہ|سورس|ماخذ خبر|"
	 "מקורות|המקור|sources|original source|via|credit"},

	{MARKER_DATE, LABEL | BARE,
	 "تاريخ النشر|تاريخ نشر الخبر|تاريخ النشر والتحديث|نشر في|نشر بتاريخ|نشرت في|نشر يوم|نشر|تم النشر في|"
	 "تم النشر بتاريخ|تم النشر|تم نشره في|التاريخ|بتاريخ|تاريخ|تاريخ الإضافة|أضيف في|أضيف بتاريخ|صدر في|حرر في|"
	 "حرر بتاريخ|تاریخ انتشار|منتشر شده در|زمان انتشار|تاریخ خبر|تاریخ نشر|تاریخ درج|انتشار|تاریخ اشاعت|"
	 "شائع شدہ|شائع|اشاعت|د خپرېدو نېټه|نېټه|بەرواری بڵاوبوونەوە|פורסם|פורסם ב|פורסם בתאריך|פורסם לראשונה|"
	 "תאריך פרסום|תאריך|published|published on|published at|first published|publication date|posted|"
	 "posted on|date|pub date|publié le|date de publication"},
	{MARKER_UPDATED, LABEL | BARE,
	 "آخر تحديث|تم التحديث|تم التحديث في|تاريخ التحديث|تاريخ آخر تحديث|حدث في|حدث بتاريخ|آخرین به‌روزرسانی|"
	 "به‌روزرسانی|آخری اپ ڈیٹ|اپ ڈیٹ|עודכן|עודכן ב|עדכון אחרון|updated|updated on|last updated|last update|"
	 "modified|mis à jour le"},

	{MARKER_AUTHOR, LABEL | BARE,
	 "بقلم|كتب|كتبت|كتبه|كتبته|به قلم|نوشته|از قلم|מאת|by|written by|reported by|words by|par"},
	{MARKER_AUTHOR, LABEL,
	 "الكاتب|الكاتبة|اسم الكاتب|المؤلف|إعداد|تحرير|المحرر|المراسل|نویسنده|خبرنگار|گزارشگر|گزارش از|"
	 "مترجم|تحریر|مصنف|رپورٹر|لیکوال|כתב|כתבת|author|editor|reporter|auteur"},

	{MARKER_ADDRESS, LABEL | BARE,
	 "الرابط|رابط الخبر|رابط المقال|رابط المصدر|رابط مختصر|الرابط المختصر|لینک|لینک خبر|لینک کوتاه|نشانی|لنک|"
	 "קישור|קישור לכתבה|link|url|permalink|original link"},

	{MARKER_COMMENTS, ALONE,
	 "اترك رد|اترك ردا|اترك تعليقا|اترك تعليق|اترك تعليقك|أضف تعليقا|أضف تعليق|أضف تعليقك|اكتب تعليقا|اكتب تعليقك|"
	 "شارك برأيك|شاركنا رأيك|تعليقات القراء|تعليقات الزوار|لا توجد تعليقات|لا تعليقات|تعليق واحد|لا يوجد تعليقات|إلغاء الرد|"
	 "دیدگاه خود را بنویسید|دیدگاهتان را بنویسید|نظر بدهید|ارسال نظر|ارسال نظرات|ارسال دیدگاه|ثبت نظر|نظر شما|"
	 "نظرات کاربران|نظرات شما|پاسخ دهید|لغو پاسخ|تبصرہ کریں|اپنا تبصرہ لکھیں|تبصرہ لکھیں|اپنی رائے دیں|رائے دیں|"
	 "جواب دیں|הוסף תגובה|הוסיפו תגובה|כתבו תגובה|השאר תגובה|השאירו תגובה|כתיבת תגובה|להגיב|לתגובות|"
	 "leave a comment|leave a reply|leave comment|add a comment|add comment|post a comment|post comment|"
	 "write a comment|no comments|no comments yet|join the conversation|cancel reply|laisser un commentaire"},
	{MARKER_COMMENTS, ALONE | EDGE,
	 "التعليقات|تعليقات|تعليق|دیدگاه|دیدگاه‌ها|دیدگاه ها|نظرات|تبصرہ|تبصرے|תגובות|תגובה|comments|comment|replies"},
	{MARKER_COMMENTS, LABEL | BARE,
	 "لن يتم نشر عنوان بريدك الإلكتروني|الحقول الإلزامية مشار إليها|نشانی ایمیل شما منتشر نخواهد شد|"
	 "آپ کا ای میل ایڈریس شائع نہیں کیا جائے گا|האימייל לא יוצג באתר|your email address will not be published"},

	{MARKER_DEBRIS, ALONE,
	 "شارك|شاركها|شاركه|شارك الخبر|شارك المقال|شارك المقالة|شارك الموضوع|شارك هذا الخبر|شارك هذا المقال|شارك هذا الموضوع|"
	 "شارك القصة|شارك عبر|شارك على|شارك مع أصدقائك|شارك هذه الصفحة|مشاركة|مشاركة الخبر|مشاركة المقال|مشاركة عبر|مشاركة الرابط|"
	 "نسخ الرابط|انسخ الرابط|تم نسخ الرابط|تم النسخ|رابط مختصر|طباعة|طباعة الخبر|طباعة المقال|إرسال إلى صديق|"
	 "أرسل إلى صديق|أرسل لصديق|إعلان|إعلانات|إعلان ممول|محتوى إعلاني|تابعنا|تابعونا|اشترك|اشترك الآن|اشتراك|"
	 "النشرة البريدية|القائمة البريدية|حجم الخط|تكبير الخط|تصغير الخط|استمع للخبر|استمع إلى الخبر|استمع إلى المقال|"
	 "أعجبني|إبلاغ عن خطأ|فيسبوك|فيس بوك|تويتر|واتساب|واتس اب|واتس آب|تلغرام|تيليجرام|تليجرام|تيلغرام|انستغرام|"
	 "انستجرام|يوتيوب|لينكد إن|لينكدإن|ماسنجر|بريد إلكتروني|البريد الإلكتروني|العودة إلى الأعلى|حفظ المقال|حفظ الخبر|"
	 "اشتراک‌گذاری|اشتراک گذاری|به اشتراک بگذارید|به اشتراک گذاری|هم‌رسانی|چاپ|چاپ خبر|پرینت|ارسال به دوستان|"
	 "کپی لینک|لینک کوتاه|کپی شد|آگهی|تبلیغات|اندازه متن|اندازه فونت|تلگرام|توییتر|فیس‌بوک|فیسبوک|اینستاگرام|"
	 "واتس‌اپ|واتساپ|عضویت در خبرنامه|شیئر کریں|شیئر|شئیر کریں|اشتہار|پرنٹ|پرنٹ کریں|فیس بک|ٹوئٹر|ٹویٹر|واٹس ایپ|"
	 "کاپی لنک|لنک کاپی کریں|محفوظ کریں|سبسکرائب کریں|ہمیں فالو کریں|שתפו|שתף|שתפי|שיתוף|שתפו כתבה|שתפו את הכתבה|"
	 "שיתוף הכתבה|הדפסה|הדפס|הדפסת כתבה|העתק קישור|העתקת קישור|שלח לחבר|שליחה לחבר|פרסומת|הירשמו|הירשמו לניוזלטר|"
	 "עקבו אחרינו|פייסבוק|טוויטר|וואטסאפ|ווטסאפ|טלגרם|אינסטגרם|share|share this|share this article|share this story|"
	 "share on|share via|tweet|print|print this|print article|email this|copy link|link copied|advertisement|advert|"
	 "sponsored|subscribe|subscribe now|sign up|follow us|pin it|facebook|twitter|whatsapp|telegram|instagram|"
	 "linkedin|pinterest|reddit|messenger|youtube|listen to this article|text size|font size|back to top|"
	 "skip to content|partager|imprimer"},
	{MARKER_DEBRIS, ALONE | EDGE,
	 "حفظ|إرسال|المزيد|استمع|انشر|نشر|ذخیره|ارسال|اشتراک|שמור|שמירה|save|send|email|like|listen|ad|home|menu|x|"
	 "الرئيسية|الصفحة الرئيسية|خانه|صفحه اصلی|صفحہ اول|ہوم|דף הבית|ראשי|close|إغلاق|بحث|search|login|تسجيل الدخول"},
	{MARKER_DEBRIS, LABEL | BARE | EDGE,
	 "تابعنا على|تابعونا على|تابعنا عبر|تابعونا عبر|تابعوا آخر الأخبار|اشترك في|اشتركوا في|انضم إلى قناتنا|"
	 "انضموا إلى قناتنا|حمل تطبيق|حملوا تطبيق|حمل التطبيق|جميع الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر محفوظة|"
	 "الكلمات المفتاحية|الكلمات الدلالية|كلمات مفتاحية|كلمات دلالية|كلمات البحث|وسوم|الوسوم|الوسم|مدة القراءة|"
	 "وقت القراءة|زمن القراءة|عدد المشاهدات|عدد القراءات|عدد الزوار|شارك على|شارك عبر|مشاركة على|مشاركة عبر|"
	 "ما را در|کلیدواژه|کلیدواژه‌ها|کلیدواژه ها|کلمات کلیدی|برچسب‌ها|برچسب ها|برچسب|کد خبر|کد مطلب|شناسه خبر|"
	 "زمان مطالعه|تعداد بازدید|تمامی حقوق|کلیه حقوق|ہمیں فالو|جملہ حقوق|ٹیگز|ٹیگ|עקבו אחרינו ב|הצטרפו ל|הירשמו ל|"
	 "תגיות|תגים|כל הזכויות שמורות|זמן קריאה|share on|share via|follow us on|subscribe to our|sign up for our|"
	 "join our|download our app|tags|keywords|all rights reserved|copyright|reading time|الرئيسية|خانه|דף הבית"},
};

static void add_name(struct marker_index *index, struct str name, uint16_t row)
{
	assert(index->n < MARKER_MAX_NAMES);
	struct marker_name *added = &index->names[index->n++];
	*added = (struct marker_name){.name = name, .first = phrase_first(name), .row = row};
	uint16_t *bucket = &index->buckets[added->first % MARKER_BUCKETS];
	added->next = *bucket;
	*bucket = index->n;
}

void marker_index_init(struct marker_index *index)
{
	index->n = 0;
	memset(index->buckets, 0, sizeof index->buckets);
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		for (const char *p = rows[r].names, *end; *p != '\0'; p = *end != '\0' ? end + 1 : end) {
			end = strchr(p, '|');
			if (end == NULL)
				end = p + strlen(p);
			add_name(index, (struct str){p, (size_t)(end - p)}, (uint16_t)r);
		}
	}
}

/* The next name with this first letter, from the bucket's number i on; NULL when there is none. */
static const struct marker_name *next_name(const struct marker_index *index, uint32_t first, uint16_t *i)
{
	while (*i != 0) {
		const struct marker_name *name = &index->names[*i - 1];
		*i = name->next;
		if (name->first == first)
			return name;
	}
	return NULL;
}

static bool is_bracket(uint32_t cp)
{
	return cp == '(' || cp == '[' || cp == '{';
}

/* Skip bullets, arrows, brackets and pictures; numbers too where they may count something. */
static struct str skip_decoration(struct str s, bool numbers, bool *bracket)
{
	*bracket = false;
	for (int k = 0; k < MAX_DECORATION_CP && s.n > 0; k++) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		if (phrase_is_letter(cp) || (digit_value(cp) >= 0 && !numbers) || cp == '"' || cp == 0x201C || cp == 0x00AB)
			break;
		*bracket |= is_bracket(cp);
		s = str_sub(s, n, s.n);
	}
	return s;
}

static bool is_label_sign(uint32_t cp)
{
	return cp == ':' || cp == 0xFF1A || cp == '|' || cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == '>'
	       || cp == 0x00BB || cp == 0x00AB || cp == 0x203A || cp == 0x2039 || cp == '=' || cp == 0x2026
	       || cp == 0x05C3 || cp == '/' || cp == 0x25BA || cp == 0x25C4 || cp == 0x2190 || cp == 0x2192
	       || cp == ']' || cp == ')';
}

/* What stands after a marker: the separators go, and say whether it was a label. */
static struct str skip_separators(struct str s, bool *labelled)
{
	size_t spaces = 0;
	*labelled = false;
	while (s.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		if (phrase_is_space(cp))
			spaces += cp == '\t' ? 2 : 1;
		else if (is_label_sign(cp))
			*labelled = true;
		else if (cp != '.' && cp != 0x0640 && cp != 0x200F && cp != 0x200E)
			break;
		s = str_sub(s, n, s.n);
	}
	*labelled |= spaces > 1;
	return s;
}

/* Nothing, a count, or signs only: the marker stands alone. */
static bool is_nothing(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		if (phrase_is_letter(cp))
			return false;
	}
	return true;
}

static struct str drop_closing_bracket(struct str s)
{
	s = text_trim(s);
	if (s.n > 0 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']' || s.p[s.n - 1] == '}'))
		s.n--;
	return text_trim(s);
}

/* The longest name at the start of s whose row allows what follows it. */
static struct marker find_at(const struct marker_index *index, struct str s, bool bracket)
{
	struct marker found = {.kind = MARKER_NONE};
	uint32_t first = phrase_first(s);
	size_t best = 0;
	uint16_t i = index->buckets[first % MARKER_BUCKETS];
	for (const struct marker_name *name; (name = next_name(index, first, &i)) != NULL;) {
		size_t n = phrase_match(s, name->name);
		if (n <= best)
			continue;
		const struct row *row = &rows[name->row];
		bool labelled;
		struct str rest = skip_separators(str_sub(s, n, s.n), &labelled);
		if (bracket)
			rest = drop_closing_bracket(rest);
		bool alone = is_nothing(rest);
		if (!alone && !(labelled && row->how & LABEL) && !(row->how & BARE))
			continue;
		/* A number after the label of a date or a source is its value. */
		bool value = row->kind != MARKER_DEBRIS && row->kind != MARKER_COMMENTS
		             && row->kind != MARKER_READ_ALSO;
		best = n;
		found = (struct marker){
			.kind = row->kind,
			.rest = alone && !value ? (struct str){NULL, 0} : text_trim(rest),
			.labelled = labelled,
			.bare = (row->how & BARE) != 0,
			.edge = (row->how & EDGE) != 0,
		};
	}
	return found;
}

/* "Share | Print | Save": nothing but debris, piece by piece. */
static bool is_debris_row(const struct marker_index *index, struct str s)
{
	size_t pieces = 0;
	while (s.n > 0) {
		bool bracket;
		s = skip_decoration(s, true, &bracket);
		if (s.n == 0)
			break;
		uint32_t first = phrase_first(s);
		size_t best = 0;
		uint16_t i = index->buckets[first % MARKER_BUCKETS];
		for (const struct marker_name *name; (name = next_name(index, first, &i)) != NULL;) {
			const struct row *row = &rows[name->row];
			if ((row->kind != MARKER_DEBRIS && row->kind != MARKER_COMMENTS) || row->how & LABEL)
				continue;
			size_t n = phrase_match(s, name->name);
			best = n > best ? n : best;
		}
		if (best == 0)
			return false;
		s = str_sub(s, best, s.n);
		pieces++;
	}
	return pieces > 1;
}

struct marker marker_find(const struct marker_index *index, const struct text_line *line)
{
	struct marker none = {.kind = MARKER_NONE};
	if (line->n_cp == 0 || line->n_cp > MAX_MARKED_CP || line->n_letters == 0)
		return none;
	bool bracket;
	struct str s = skip_decoration(line->text, false, &bracket);
	struct marker found = find_at(index, s, bracket);
	if (found.kind == MARKER_NONE && line->n_words <= 4 && line->n_digits > 0) {
		/* "3 comments" */
		found = find_at(index, skip_decoration(line->text, true, &bracket), bracket);
		if (found.kind != MARKER_DEBRIS && found.kind != MARKER_COMMENTS)
			found = none;
	}
	if (found.kind == MARKER_NONE && line->n_words > 1 && line->n_words <= MAX_ROW_WORDS
	    && is_debris_row(index, line->text))
		found.kind = MARKER_DEBRIS;
	return found;
}
