### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = خاندانی صفحہ
skip-to-content = سیدھے مواد پر جائیں
language = زبان
back = واپس
cancel = منسوخ کریں
save = محفوظ کریں
saved = محفوظ ہو گیا
nobody = آپ کے اپنے

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = آپ کا خاندانی صفحہ
start-text = آپ پر بھروسا کرنے والے کسی اپنے نے آپ کو یہ صفحہ دیا ہے۔ یہاں ان کا حال نظر آتا ہے، اور کچھ گڑبڑ ہو تو آپ کو بتایا جاتا ہے۔
start-open = میرا صفحہ کھولیں
start-note = بٹن دبانے سے پہلے کچھ لوڈ نہیں ہوتا۔
start-keep = لنک سنبھال کر رکھیں۔ واپس آنے کا راستہ یہی ہے۔ یہ کسی کو نہ دیں۔
link-in-history = آپ کا براؤزر یہ لنک اپنی ہسٹری میں رکھ سکتا ہے۔ اگر دوسرے لوگ بھی یہ فون یا کمپیوٹر استعمال کرتے ہیں تو اسے وہاں سے مٹا دیں۔

nolink-title = اپنے لنک سے اپنا صفحہ کھولیں
nolink-text = جو لنک آپ کو دیا گیا ہے، یہاں پیسٹ کریں۔ وہ “http” سے شروع ہوتا ہے اور اس میں “#WF1” ہوتا ہے۔
nolink-label = آپ کا لنک
nolink-open = کھولیں

link-not-ours = یہ خاندانی صفحے کا لنک نہیں ہے۔ براہِ کرم پورا لنک دوبارہ کاپی کریں۔
link-damaged = یہ لنک خراب ہے۔ اس کا کوئی حصہ غائب یا بدلا ہوا ہے۔ براہِ کرم پورا لنک دوبارہ کاپی کریں۔
link-too-new = یہ لنک نئے ورژن سے بنا ہے۔ صفحہ دوبارہ لوڈ کریں۔ اس سے کام نہ بنے تو لنک میں لکھے پتے والا صفحہ استعمال کریں۔
link-wrong-kind = یہ کوڈ ایپ کے لیے ہے، خاندانی صفحے کے لیے نہیں۔ اپنے خاندانی صفحے کا لنک مانگیں۔
link-invalid = اس لنک میں کچھ غلط ہے۔ نیا مانگیں۔
link-other-place = یہ لنک کسی اور پتے کا ہے۔ براہِ کرم اسے وہاں کھولیں: { $url }
link-too-many = اس صفحے میں 200 لوگ آ سکتے ہیں۔ کسی اور کو شامل کرنے سے پہلے ایک کو ہٹائیں۔

storage-none = یہ براؤزر کچھ نہیں رکھتا۔ صفحہ بند کرنے پر آپ کو لنک کی دوبارہ ضرورت ہو گی۔
storage-full = اس فون یا کمپیوٹر میں جگہ نہیں بچی۔ جو آپ کے پاس ہے وہ موجود ہے۔ براہِ کرم کچھ جگہ خالی کریں۔
storage-too-new = اس براؤزر میں اس صفحے کا نیا ورژن چل چکا ہے۔ براہِ کرم اس کی سب کھڑکیاں بند کر کے صفحہ دوبارہ لوڈ کریں۔
not-secure = یہ پتہ محفوظ نہیں، اس لیے براؤزر پیغام نہیں کھول سکتا۔ “https” سے شروع ہونے والا پتہ استعمال کریں، یا فائل کی صورت میں رکھا صفحہ۔
something-wrong = اس صفحے میں کچھ گڑبڑ ہو گئی۔ جو آپ کے پاس ہے وہ موجود ہے۔ صفحہ دوبارہ لوڈ کریں۔

## Whether this page is in touch with the relay.

sync-now = نئی خبر دیکھی جا رہی ہے …
sync-ok = نئی خبر { $ago } دیکھی گئی
sync-never = ابھی رابطہ نہیں ہوا
sync-button = ابھی نئی خبر دیکھیں
sync-unreachable = سرور سے رابطہ نہیں ہو رہا۔ یہ صفحہ پہلے کی معلومات دکھا رہا ہے اور کوشش کرتا رہے گا۔
sync-refused = سرور ابھی جواب دینے سے انکار کر رہا ہے۔ یہ صفحہ پہلے کی معلومات دکھا رہا ہے اور کوشش کرتا رہے گا۔
sync-garbage = سرور کا جواب سمجھ نہیں آتا۔ یہ صفحہ پہلے کی معلومات دکھا رہا ہے اور کوشش کرتا رہے گا۔
sync-busy = سرور مصروف ہے۔ یہ صفحہ کوشش کرتا رہے گا۔
sync-taken = سرور یہ لنک قبول نہیں کرتا۔ نیا مانگیں۔
sync-away = سرور { $from } سے { $to } تک بند تھا۔ اس وقت کی اطلاعات دیر سے آ سکتی ہیں۔
clock-ahead = اس فون یا کمپیوٹر کی گھڑی سرور کی گھڑی سے { $by } آگے ہے۔ اس صفحے کے اوقات غلط ہو سکتے ہیں۔
clock-behind = اس فون یا کمپیوٹر کی گھڑی سرور کی گھڑی سے { $by } پیچھے ہے۔ اس صفحے کے اوقات غلط ہو سکتے ہیں۔

## How things stand. The title is the biggest text on the page.

situation-heading = ابھی کیا حال ہے
sos-title = { $name } نے مدد کے لیے پکارا ہے
sos-when = بھیجا گیا: { $time } ({ $ago })۔
sos-from-locked = یہ فون کا لاک کھولے بغیر بھیجا گیا۔
sos-open = یہ پکار تب تک کھلی رہے گی جب تک { $name } خطرہ ٹلنے کا نہیں بتاتے۔
duress-title = { $name } پر شاید کوئی دباؤ ڈال رہا ہے
duress-text = ایک پیغام فون کے اس حصے سے آیا ہے جو { $name } مجبور کیے جانے پر کھولتے ہیں۔ یہ نہ مانیں کہ سب ٹھیک ہے۔ جواب میں اس کا ذکر نہ کریں۔
missed-title = { $name } کی خبر نہیں آئی
missed-text = { $due } تک خبر آنی تھی۔ { $missed } سے اسے نہ آئی خبر مانا گیا ہے۔
late-title = { $name } کی خبر میں دیر ہو رہی ہے
late-text = { $due } تک خبر آنی تھی ({ $ago })۔ نہ آئی تو { $missed } سے اسے نہ آئی خبر مانا جائے گا۔
ok-title = { $name } کی خبر آئی ہے
ok-text = اگلی خبر { $due } تک آنی ہے۔
paused-title = { $name } کی خبریں ابھی روکی گئی ہیں
paused-text = یہ وقفہ { $until } ختم ہو گا۔ اگلی خبر { $due } تک آنی ہے۔
noplan-title = { $name } کا خبر بھیجنے کا کوئی منصوبہ نہیں
noplan-text = پیغام یہاں نظر آئیں گے۔ پیغام نہ آنے پر کسی کو نہیں بتایا جاتا۔
waiting-title = ابھی کچھ نہیں آیا
waiting-text = پہلا پیغام یہاں نظر آئے گا۔ آپ یہ صفحہ بند کر کے بعد میں آ سکتے ہیں۔
ended-title = { $name } نے اسے ختم کر دیا ہے
ended-text = نئے پیغام نہیں آئیں گے۔ جو پہلے آیا وہ یہاں رہے گا۔
last-heard = آخری بار کچھ آیا: { $time } ({ $ago })
last-heard-never = ابھی تک کچھ نہیں آیا
last-check-in = آخری خبر: { $time } ({ $ago })
not-proof = خبر نہ آنا کسی نقصان کا ثبوت نہیں۔ فون کی بیٹری ختم ہو سکتی ہے، فون کھو سکتا ہے، یا نیٹ ورک نہیں ہو گا۔
told-you = سرور نے { $steps } میں سے مرحلہ { $step } کی اطلاع دی، { $time }۔
practice-now = یہ مشق ہے۔ کچھ نہیں ہوا۔

short-sos = مدد کی پکار
short-duress = دباؤ میں
short-missed = خبر نہیں آئی
short-late = دیر
short-ok = خبر آئی
short-paused = روکی گئی
short-noplan = منصوبہ نہیں
short-waiting = ابھی کچھ نہیں
short-ended = ختم

## What to do now.

todo-heading = اب کیا کریں
todo-sos-1 = “میں نے دیکھ لیا” دبائیں۔ تب { $name } جان سکتے ہیں کہ پکار پہنچ گئی۔
todo-sos-2 = نیچے دی گئی جگہیں دیکھیں۔ معاملے کا پرچہ چھاپیں یا محفوظ کریں۔
todo-sos-3 = { $name } جہاں ہیں وہاں کی پولیس یا مدد کرنے والے کسی ادارے کو فون کریں۔ انہیں معاملے کا پرچہ دیں۔
todo-sos-4 = کسی اور طریقے سے { $name } کو فون یا پیغام نہ کریں، جب تک یقین نہ ہو کہ یہ محفوظ ہے۔ فون کسی اور کے ہاتھ میں ہو سکتا ہے۔
todo-sos-5 = یہ صفحہ کھلا رکھیں۔ آگے جو آئے گا، یہاں نظر آئے گا۔
todo-duress-1 = ایسے جواب نہ دیں کہ لگے آپ کو معلوم ہے۔
todo-duress-2 = مدد کرنے والے کسی ادارے یا پولیس کو فون کریں۔ انہیں معاملے کا پرچہ دیں۔
todo-missed-1 = پرسکون رہیں۔ خبر نہ آنے کی وجہ اکثر معمولی ہوتی ہے۔
todo-missed-2 = { $name } کو جاننے والے دوسرے لوگوں سے پوچھیں کہ انہیں کچھ معلوم ہوا ہے یا نہیں۔
todo-missed-3 = { $name } سے ایسے طریقے سے رابطے کی کوشش کریں جو ان کے لیے محفوظ ہو۔ فون کسی اور کے ہاتھ میں ہو سکتا ہے۔
todo-missed-4 = “میں نے مدد شروع کی” دبائیں، تاکہ باقی لوگ جانیں کہ کوئی کچھ کر رہا ہے۔
todo-missed-5 = اور کچھ معلوم نہ ہو تو پولیس یا مدد کرنے والے ادارے کو فون کریں۔ انہیں معاملے کا پرچہ دیں۔
todo-missed-next = کچھ نہ آیا تو سرور اگلے مرحلے کی اطلاع { $time } دے گا۔
todo-late-1 = ابھی آپ کو کچھ کرنے کی ضرورت نہیں۔
todo-late-2 = { $missed } کے بعد یہاں دوبارہ دیکھیں۔ نیچے اطلاع لگائیں گے تو آپ کو بتایا جائے گا۔
todo-ok-1 = آپ کو کچھ کرنے کی ضرورت نہیں۔
todo-alerts = اطلاع لگائیں، تاکہ کچھ گڑبڑ ہو تو آپ کو بتایا جائے۔
todo-waiting-1 = اپنا واپسی پرچہ چھاپیں اور محفوظ جگہ پر رکھیں۔

## Places.

places-heading = جگہیں
places-none = کوئی جگہ نہیں آئی۔
places-sealed = خبروں کے ساتھ جگہیں آئی ہیں۔ وہ بند ہیں۔ { $name } کی خبر نہ آتی رہی تو کوئی اگلا مرحلہ انہیں کھولے گا۔
places-latest = سب سے نئی جگہ
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] { $metres } میٹر کے اندر
       *[other] { $metres } میٹر کے اندر
    }
place-when = کب
place-where = کہاں
copy = کاپی کریں
copied = کاپی ہو گیا
open-in-app = نقشے کی ایپ میں کھولیں
open-in-web = OpenStreetMap پر کھولیں
map-warning = نقشے کی ایپ یا OpenStreetMap کو معلوم ہو جاتا ہے کہ آپ کون سی جگہ دیکھ رہے ہیں۔
track-label = { $count ->
        [one] { $count } جگہ کی تصویر۔ وہ نیچے فہرست میں ہے۔
       *[other] { $count } جگہوں کی تصویر، سب سے پرانی سے سب سے نئی تک۔ وہ نیچے فہرست میں ہیں۔
    }
track-oldest = سب سے پرانی
track-newest = سب سے نئی
track-north = شمال اوپر ہے
length-metres = { $count } میٹر
length-kilometres = { $count } کلومیٹر
places-phone-clock = جگہوں کے اوقات فون کی گھڑی کے ہیں، جو غلط ہو سکتی ہے۔

## What came and what was told.

history-heading = کیا آیا، نیا پہلے
history-empty = ابھی کچھ نہیں۔
history-more = پرانے دکھائیں
new-mark = نیا
came-check-in-ok = خبر: “میں یہاں ہوں، سب ٹھیک ہے۔”
came-check-in-uneasy = خبر: “کچھ گڑبڑ ہے۔”
came-check-in-moved = خبر: “میں کسی اور جگہ ہوں۔”
came-sos = مدد کی پکار
came-sos-cleared = مدد کی پکار، خطرہ ٹلنے کی اطلاع سے ختم ہوئی
came-all-clear = خطرہ ٹل گیا: مدد کی پکار ختم ہوئی
came-opened = فون پر ایپ کھولی گئی
came-opened-duress = ایپ اس طریقے سے کھولی گئی جو مجبور کیے جانے پر استعمال ہوتا ہے
came-hello = آپ کو بھروسے کا فرد بنایا گیا
came-farewell = اسے ختم کیا گیا
came-last-place = فون کو معلوم آخری جگہ
came-plan-armed = خبر بھیجنے کا منصوبہ بنایا گیا
came-plan-paused = خبریں { $until } تک روکی گئیں
came-plan-ended = خبر بھیجنے کا منصوبہ ختم کیا گیا
came-plan-drill = مشق شروع کی گئی
came-words = مرحلہ { $step }، { $name } کے منظور کیے ہوئے الفاظ میں
came-words-practice = مشق، مرحلہ { $step }
told-step = سرور نے { $steps } میں سے مرحلہ { $step } کی اطلاع دی: خبر نہیں آئی
told-step-practice = مشق: سرور نے { $steps } میں سے مرحلہ { $step } کی اطلاع دی
told-check-in = آپ کو بتائے جانے کے بعد خبر آئی۔ اس سے یہ معلوم نہیں ہوتا کہ سب ٹھیک ہے۔
told-held = { $who } نے مرحلہ { $step } کو { $until } تک ٹالا
told-held-unverified = سرور کہتا ہے کہ مرحلہ { $step } کو { $until } تک ٹالا گیا۔ اسے ثابت کرنے والا کوئی دستخط نہیں۔
told-paused = سرور کہتا ہے: { $until } تک روکا گیا
told-ended = سرور کہتا ہے: منصوبہ ختم کیا گیا
told-away = سرور { $from } سے { $to } تک بند تھا
told-places = پہلے کی خبروں کی جگہیں آپ کے لیے کھولی گئیں
told-file = سرور نے کاغذات کا اپنا حصہ کھول دیا ہے
you-seen = آپ کا جواب: میں نے دیکھ لیا
you-on-it = آپ کا جواب: میں نے مدد شروع کی
you-text = آپ نے لکھا
came-unknown = ایسا پیغام جو یہ ورژن نہیں دکھا سکتا
from-phone = { $name } کے فون سے
from-relay = سرور سے
from-you = آپ کی طرف سے
sent-locked = فون کا لاک کھولے بغیر بھیجا گیا
sent-duress = فون کے اس حصے سے بھیجا گیا جو مجبور کیے جانے پر کھولا جاتا ہے
battery = بیٹری { $percent } %
phone-time = فون کی گھڑی کے مطابق: { $time }
reply-saved = یہاں محفوظ ہے۔ سرور سے رابطہ ہوتے ہی بھیجا جائے گا۔
reply-at-relay = سرور پر ہے۔ فون اسے تب لے گا جب اسے نیٹ ورک ملے گا؛ یہ صفحہ نہیں جان سکتا کہ کب۔
mailbox-full = فون کا پیغام خانہ بھر گیا ہے۔ آپ کا جواب یہاں رکھا ہے اور دوبارہ بھیجا جائے گا۔
mailbox-unknown = سرور اس وقت فون کا پیغام خانہ نہیں پہچانتا۔ آپ کا جواب یہاں رکھا ہے اور دوبارہ بھیجا جائے گا۔

## Replies.

reply-heading = جواب دیں
reply-seen = میں نے دیکھ لیا
reply-on-it = میں نے مدد شروع کی
reply-label = { $name } کے لیے آپ کے الفاظ
reply-send = بھیجیں
reply-careful = ایسا کچھ نہ لکھیں جس سے کسی اور کے پڑھنے پر { $name } کو نقصان ہو۔
reply-too-long = یہ بہت لمبا ہے۔ براہِ کرم کم لکھیں۔
reply-done = آپ کا جواب محفوظ ہے۔ جلد سے جلد بھیجا جائے گا۔

## What happens if no check-in comes.

plan-heading = خبر نہ آئے تو کیا ہوتا ہے
plan-timing = ہر { $interval } میں ایک خبر آنی چاہیے۔ اس کے بعد { $grace } اور انتظار کیا جاتا ہے۔
plan-step-you = مرحلہ { $step }، { $time }: آپ کو بتایا جائے گا۔
plan-step-others = مرحلہ { $step }، { $time }: دوسروں کو بتایا جائے گا۔
plan-step-done = مرحلہ { $step }: بتایا جا چکا ہے۔
plan-practice = آپ کو مشق کا پیغام بھی آ سکتا ہے۔ اس پر صاف لکھا ہو گا۔
hold-heading = اگلا مرحلہ ٹالیں
hold-explain = اگر آپ جانتے ہیں کہ { $name } محفوظ ہیں تو آپ مرحلہ { $step } ٹال سکتے ہیں۔ جنہیں بتایا جاتا ہے وہ سب دیکھیں گے کہ آپ نے ٹالا۔ ایک بار میں 24 گھنٹے اور کل 72 گھنٹے تک ٹالا جا سکتا ہے۔
hold-hours = کتنی دیر کے لیے
hold-button = مرحلہ { $step } ٹالیں
hold-sure = ایسا صرف تب کریں جب آپ کو { $name } کی خبر کسی اور طریقے سے ملی ہو۔ ٹالیں؟
hold-saved = آپ کی بات محفوظ ہے۔ سرور کے ماننے پر ہی لاگو ہو گی۔
hold-accepted = سرور نے مان لیا ہے۔
hold-refused = سرور نے نہیں مانا۔ مرحلہ منصوبے کے مطابق آئے گا۔
held-now = { $who } نے مرحلہ { $step } کو { $until } تک ٹال دیا ہے۔
held-now-unverified = سرور کہتا ہے کہ مرحلہ { $step } کو { $until } تک ٹالا گیا ہے۔ اسے ثابت کرنے والا کوئی دستخط نہیں۔
somebody = بھروسے کے لوگوں میں سے کسی
yourself = آپ

## The file: what the worker wrote down before leaving.

file-heading = کاغذات
file-explain = { $name } نے جانے سے پہلے یہ لکھا تھا، تاکہ کچھ ہو جائے تو کام آئے۔
file-waiting = کاغذات ابھی بند ہیں۔ کوئی اگلا مرحلہ انہیں کھولے گا۔
file-shares = کاغذات تب کھلیں گے جب آپ میں سے { $need } لوگ اپنا حصہ دے دیں گے۔ اب تک دیے گئے: { $have }۔
file-give = میرا حصہ دیں
file-give-sure = جب کافی حصے مل جائیں گے تو دوسرے لوگ بھی کاغذات کھول سکیں گے۔ اسے واپس نہیں لیا جا سکتا۔
file-given-saved = آپ کا حصہ محفوظ ہے۔ سرور سے رابطہ ہوتے ہی بھیجا جائے گا۔
file-given = آپ کا حصہ دے دیا گیا ہے۔ یہ صفحہ باقی حصے ڈھونڈ رہا ہے۔
file-download = کاغذات لوڈ کریں
file-download-more = کاغذات لوڈ کرنا جاری رکھیں
file-progress = { $count } میں سے { $have } حصے لوڈ ہوئے
file-open = کاغذات کھولیں
file-damaged = کاغذات کا ایک حصہ خراب ہے۔ دوبارہ لوڈ کریں۔
file-not-released = سرور ابھی کاغذات نہیں دیتا۔ بعد میں دوبارہ کوشش کریں۔
file-wrong-shares = یہ حصے آپس میں نہیں ملتے۔ ایک اور حصے کا انتظار کریں۔
file-made = { $time } کو لکھا گیا، فون کی گھڑی کے مطابق
field-1 = میں کون ہوں
field-2 = شناختی کاغذات
field-3 = مالک
field-4 = کام دلانے والا، اور ہم کیسے ملے
field-5 = وعدہ کیا گیا کام اور تنخواہ
field-6 = پتہ
field-7 = راستہ اور ٹکٹ
field-8 = جن لوگوں کو فون کریں
field-9 = نوٹ
field-other = مزید
attachments-heading = تصویریں اور کاغذ
attachment-save = { $file } محفوظ کریں
attachment-picture = تصویر: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = معاملے کا پرچہ
sheet-explain = جو کچھ یہ صفحہ جانتا ہے، کاغذ پر یا فائل میں۔ یہ پولیس یا مدد کرنے والے ادارے کو دیں۔
sheet-show = معاملے کا پرچہ دکھائیں
sheet-print = چھاپیں
sheet-json = فائل کی صورت میں محفوظ کریں (JSON)
sheet-made = { $time } کو بنا۔ اوقات { $zone } کے ہیں۔
sheet-who = کون
sheet-name = نام
sheet-own-name = اپنا بتایا ہوا نام
sheet-identity = اس فرد کی پہچان کا نشان
sheet-stands = ابھی کیا حال ہے
sheet-messages = پیغامات
sheet-told = سرور نے کیا اور کب بتایا
sheet-source = کہاں سے
sheet-what = کیا
sheet-sources = کون سی بات کہاں سے آئی
sheet-source-phone = فون: { $name } کے فون نے بتایا، ایسے بند کر کے کہ راستے میں کوئی پڑھ یا بدل نہ سکے۔ اس کی گھڑی اور لکھی باتیں غلط ہو سکتی ہیں۔
sheet-source-relay = سرور: سرور نے بتایا، جو پیغام نہیں پڑھ سکتا۔ پہنچنے کے اوقات اس کے اپنے ہیں۔
sheet-source-page = صفحہ: اس صفحے پر گنا یا لکھا گیا۔
source-phone = فون
source-relay = سرور
source-page = صفحہ
sheet-notes = ذاتی نوٹ
sheet-notes-include = میرے ذاتی نوٹ پرچے میں ڈالیں
sheet-file-missing = کاغذات اس پرچے پر نہیں، کیونکہ وہ اس صفحے پر کھلے نہیں ہیں۔

## The recovery sheet.

recovery-heading = واپسی پرچہ
recovery-explain = یہ فون یا کمپیوٹر کھو جائے یا خالی ہو جائے تو واپس آنے کے لیے آپ کو لنک چاہیے۔ یہ پرچہ چھاپیں اور ایسی جگہ رکھیں جہاں کسی کو نہ ملے۔ جس کے پاس یہ ہو وہ آپ کے لیے آنے والی باتیں پڑھ سکتا ہے۔
recovery-show = واپسی پرچہ دکھائیں
recovery-recommended = پہلے اپنا واپسی پرچہ چھاپیں۔
recovery-later = بعد میں
recovery-print = چھاپیں
recovery-text = اس تصویر کو فون سے اسکین کریں، یا لنک لکھیں:
recovery-qr = اسکین کرنے کے لیے لنک کی تصویر

## Alerts when the page is closed.

alerts-heading = اطلاعات
alerts-explain = یہ صفحہ بند ہو تب بھی کچھ نیا ہونے پر آپ کو بتایا جا سکتا ہے۔ اطلاع میں صرف یہ ہو گا: براہِ کرم اپنا خاندانی صفحہ کھولیں۔
alerts-push = اس براؤزر میں اطلاعات
alerts-push-on = چالو کریں
alerts-push-off = بند کریں
alerts-push-is-on = اس براؤزر میں اطلاعات چالو ہیں۔
alerts-push-denied = یہ براؤزر اس صفحے کی اطلاعات نہیں آنے دیتا۔ آپ اسے براؤزر کی سیٹنگ میں بدل سکتے ہیں۔
alerts-push-unsupported = اس براؤزر میں اطلاعات نہیں ہوتیں۔ نیچے کوئی اور طریقہ چنیں۔
alerts-push-not-offered = یہ سرور براؤزر میں اطلاعات نہیں دیتا۔ نیچے کوئی اور طریقہ چنیں۔
alerts-push-failed = کام نہیں بنا۔ براہِ کرم بعد میں دوبارہ کوشش کریں۔
alerts-add = ایک اور طریقہ شامل کریں
alerts-kind = کیسے
alerts-email = ای میل
alerts-ntfy = ntfy (اطلاعات کی ایپ)
alerts-webhook = Webhook (اداروں کے لیے)
alerts-email-address = ای میل پتہ
alerts-ntfy-address = ntfy موضوع کا پتہ
alerts-webhook-address = Webhook کا پتہ
alerts-urgent-only = صرف ضروری ہونے پر
alerts-button = شامل کریں
alerts-list = آپ کی اطلاعات
alerts-none = ابھی کوئی اطلاع نہیں۔
alerts-unknown-address = کسی اور براؤزر میں لگائی گئی
alert-unconfirmed = تصدیق نہیں ہوئی۔ وہاں بھیجا گیا پیغام کھولیں اور ہاں کہیں۔
alert-confirmed = کام کر رہی ہے
alert-dead = نہیں پہنچتی۔ براہِ کرم پتہ دیکھ لیں۔
alert-opted-out = پانے والے نے بند کی
alert-other = معلوم نہیں
alert-remove = ہٹائیں
alerts-invalid = سرور یہ پتہ قبول نہیں کرتا۔
alerts-limit = اطلاعات بہت زیادہ ہیں۔ پہلے ایک ہٹائیں۔
alerts-not-offered = یہ سرور وہ سہولت نہیں دیتا۔
alerts-other-problem = کام نہیں بنا۔ براہِ کرم بعد میں دوبارہ کوشش کریں۔
notification-text = براہِ کرم اپنا خاندانی صفحہ کھولیں۔

## This page itself.

page-heading = یہ صفحہ
page-label = آپ انہیں کیا کہہ کر بلاتے ہیں
page-note = ذاتی نوٹ
page-note-explain = یہ اسی براؤزر میں رہتے ہیں۔ کوئی اور نہیں دیکھتا۔
page-add = ایک اور لنک شامل کریں
page-install = یہ صفحہ ہوم اسکرین پر رکھیں
page-file = یہ صفحہ ایک فائل میں
page-file-explain = آپ اس صفحے کو فائل کی صورت میں محفوظ کر کے اس کے پتے کے بغیر کھول سکتے ہیں۔ وہ آپ کا لنک مانگے گا۔ اس کی چھاپ کو شائع کی گئی چھاپ سے ملائیں۔
page-file-save = صفحہ محفوظ کریں
page-fingerprint = چھاپ (SHA-256)
page-forget = اس فرد کو اس براؤزر سے ہٹائیں
page-forget-sure = اس براؤزر میں { $name } کے بارے میں جو کچھ ہے سب مٹ جائے گا۔ لنک سے آپ واپس آ سکتے ہیں۔ ہٹائیں؟
page-limits-heading = جاننا اچھا ہے
page-limit-1 = جس کے پاس آپ کا لنک ہے وہ آپ کے لیے آنے والی باتیں پڑھ سکتا ہے۔
page-limit-2 = سرور بند پیغام آگے پہنچاتا ہے۔ وہ انہیں پڑھ نہیں سکتا۔ وہ دیکھتا ہے کہ آپ کب دیکھتے ہیں۔
page-limit-3 = اگر سرور کسی اور کے قبضے میں چلا جائے تو وہ نقلی صفحہ دے سکتا ہے۔ فائل والا صفحہ آپ کو اس سے بچاتا ہے۔
page-limit-4 = اس صفحے سے کوئی کسی کی جگہ نہیں پوچھ سکتا۔ جگہیں صرف ویسے آتی ہیں جیسے { $name } نے منظور کیا ہے۔

## A page for many people.

list-heading = { $count ->
        [one] { $count } شخص
       *[other] { $count } لوگ
    }
list-search = نام یا نوٹ سے ڈھونڈیں
list-none-found = کوئی نہیں ملا۔
list-csv = فہرست محفوظ کریں (CSV)
list-unopened = { $count ->
        [one] { $count } نیا
       *[other] { $count } نئے
    }
list-due = { $due } تک آنی ہے
list-since = { $time } سے
column-name = نام
column-situation = حال
column-last-heard = آخری بار کچھ آیا
column-last-check-in = آخری خبر
column-due = کب تک آنی ہے
column-missed = کب سے نہیں آئی
column-step = بتایا گیا مرحلہ
column-notes = نوٹ

## Lengths of time.

minutes = { $count ->
        [one] { $count } منٹ
       *[other] { $count } منٹ
    }
hours = { $count ->
        [one] { $count } گھنٹہ
       *[other] { $count } گھنٹے
    }
days = { $count ->
        [one] { $count } دن
       *[other] { $count } دن
    }
just-now = ابھی ابھی

## News for those who listen to the page.

news-message = { $name } کا نیا پیغام
news-sos = { $name } نے مدد کے لیے پکارا
news-told = سرور نے { $name } کے بارے میں کچھ نیا بتایا ہے
