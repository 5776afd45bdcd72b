### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = مقررہ وقت کے بعد سے { $name } کی کوئی خبر نہیں آئی۔ خبر نہ آنا کسی نقصان کا ثبوت نہیں: فون بند یا خراب ہو سکتا ہے، یا سگنل نہیں ہو گا۔ براہِ کرم { $name } سے رابطے کی کوشش کریں۔
step-2 = اب بھی { $name } کی کوئی خبر نہیں آئی۔ آخری معلوم جگہیں اب آپ دیکھ سکتے ہیں۔ خبر نہ آنا کسی نقصان کا ثبوت نہیں۔ براہِ کرم بھروسے کے باقی لوگوں سے بات کریں اور مل کر طے کریں کہ کیا کرنا ہے۔
step-3 = اب بھی { $name } کی کوئی خبر نہیں آئی۔ { $name } کے بارے میں رکھے گئے کاغذات اب آپ دیکھ سکتے ہیں: مالک، کام دلانے والا، پتہ۔ خبر نہ آنا کسی نقصان کا ثبوت نہیں، لیکن اب مدد مانگنا اچھا ہے۔
drill = یہ صرف مشق ہے، خطرے کی اطلاع نہیں۔ { $name } آزما رہے ہیں کہ آپ کو خبر کیسے ملے گی۔
drill-answer = براہِ کرم یہ پیغام کھولیں اور جواب دیں، جیسے سچ مچ کی صورت میں دیتے۔
check-in-came = { $name } کی خبر آ گئی ہے۔ اس سے ابھی یہ معلوم نہیں ہوتا کہ سب ٹھیک ہے۔
all-clear = { $name } نے بتایا ہے کہ خطرہ ٹل گیا ہے۔

## To a contact: what the contact's own app sees.

watch-late = { $name } کی خبر آنے میں دیر ہو رہی ہے۔
watch-missed = مقررہ وقت میں { $name } کی خبر نہیں آئی۔ خبر نہ آنا کسی نقصان کا ثبوت نہیں۔
watch-relay-silent = سرور جواب نہیں دے رہا، اس لیے خبر دیر سے آ سکتی ہے۔ یہ فون خود بھی نظر رکھے ہوئے ہے۔
watch-relay-away = سرور کچھ دیر بند رہا اور اب چل رہا ہے۔ اطلاعات مقررہ وقت سے دیر میں آ سکتی ہیں۔
late-minutes = { $count ->
    [one] { $count } منٹ کی دیر
   *[other] { $count } منٹ کی دیر
}
late-hours = { $count ->
    [one] { $count } گھنٹے کی دیر
   *[other] { $count } گھنٹوں کی دیر
}
late-days = { $count ->
    [one] { $count } دن کی دیر
   *[other] { $count } دنوں کی دیر
}

## To a contact: what to do now.

todo-title = اب کیا کریں
todo-answer = اس پیغام کا جواب دیں، تاکہ باقی لوگ جان لیں کہ آپ نے اسے دیکھ لیا ہے۔
todo-call = { $name } کو فون کریں اور پیغام بھیجیں۔ ایک سے زیادہ بار کوشش کریں۔
todo-other-voice = اگر کوئی اور فون اٹھائے تو اس اطلاع کی بات نہ کریں۔ کہیں کہ بس حال پوچھنا تھا۔
todo-together = بھروسے کے باقی لوگوں سے بات کریں۔ طے کریں کہ کون کیا کرے گا۔
todo-employer = مالک یا کام دلانے والے کو نہ بتائیں۔ اس سے { $name } کے لیے خطرہ ہو سکتا ہے۔
todo-places = آخری معلوم جگہ اور وقت لکھ لیں۔
todo-report = کاغذات پولیس کے پاس یا مہاجر مزدوروں کی مدد کرنے والے ادارے کے پاس لے جائیں۔ تحریری رپورٹ مانگیں۔
todo-embassy = { $name } کے ملک کے سفارت خانے کو فون کریں۔
todo-money = اگر کوئی پیسے مانگے تو فوراً نہ دیں۔ لکھ لیں کہ کس نے اور کیسے مانگے۔ پہلے مدد لیں۔
todo-danger = اگر آپ کو معلوم ہے کہ { $name } خطرے میں ہیں تو وہاں کی پولیس کو فوراً فون کریں۔

## By SMS to a contact with a feature phone.

sms-step-1 = { $name } کی خبر وقت پر نہیں آئی۔ شاید خطرہ نہ ہو۔ فون کر کے دیکھیں۔
sms-step-2 = { $name } کی اب بھی خبر نہیں۔ شاید خطرہ نہ ہو۔ گھر والوں سے بات کریں۔
sms-step-3 = { $name } کی اب بھی خبر نہیں۔ شاید خطرہ نہ ہو، پر پولیس سے مدد لیں۔
sms-drill = یہ مشق ہے، خطرے کی اطلاع نہیں۔ { $name } آزما رہے ہیں۔ کچھ نہیں کرنا۔

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = تھوڑی دیر میں ایک چھوٹا سا کام ہے
reminder-due = ابھی ایک چھوٹا سا کام ہے
reminder-grace = ایک چھوٹا سا کام ابھی باقی ہے

## To the worker: the plan.

plan-journey = سفر
plan-daily = روزانہ
plan-weekly = ہر ہفتے
plan-every-hours = { $count ->
    [one] ہر { $count } گھنٹے میں ایک خبر
   *[other] ہر { $count } گھنٹوں میں ایک خبر
}
plan-every-days = { $count ->
    [one] ہر { $count } دن میں ایک خبر
   *[other] ہر { $count } دنوں میں ایک خبر
}
plan-wait-minutes = { $count ->
    [one] خبر نہ آنے پر { $count } منٹ بعد آپ کے لوگوں کو بتایا جائے گا
   *[other] خبر نہ آنے پر { $count } منٹ بعد آپ کے لوگوں کو بتایا جائے گا
}
plan-wait-hours = { $count ->
    [one] خبر نہ آنے پر { $count } گھنٹے بعد آپ کے لوگوں کو بتایا جائے گا
   *[other] خبر نہ آنے پر { $count } گھنٹے بعد آپ کے لوگوں کو بتایا جائے گا
}
plan-wait-days = { $count ->
    [one] خبر نہ آنے پر { $count } دن بعد آپ کے لوگوں کو بتایا جائے گا
   *[other] خبر نہ آنے پر { $count } دن بعد آپ کے لوگوں کو بتایا جائے گا
}
contacts-covered = { $count ->
    [one] { $count } شخص کو بتایا جائے گا
   *[other] { $count } لوگوں کو بتایا جائے گا
}
contacts-not-covered = { $count ->
    [one] { $count } شخص ابھی شامل نہیں ہے
   *[other] { $count } لوگ ابھی شامل نہیں ہیں
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = لگاتار اتنی بار غلط پن ڈالنے کے بعد اس ایپ میں سب کچھ تباہ ہو جاتا ہے، وہ بھی جو ابھی بھیجا نہیں گیا۔ جس کے ہاتھ میں فون ہو وہ ایسا کر سکتا ہے۔ کوئی بھی اور کچھ بھی اسے واپس نہیں لا سکتا۔

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = ایک بار پھر دیکھ لیں کہ { $name } کو آپ سے کیا ملتا ہے۔ کیا آپ اب بھی یہی چاہتے ہیں؟
consent-lapsed = آپ نے جواب نہیں دیا، اس لیے اب { $name } کو ہر خبر کے ساتھ آپ کی جگہ نہیں ملتی۔ کچھ غلط ہونے پر انہیں اب بھی بتایا جائے گا۔
