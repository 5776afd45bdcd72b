### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] منصوبہ شروع ہے: { $name } کی خبر { $count } گھنٹے کے اندر آنی چاہیے۔
   *[other] منصوبہ شروع ہے: { $name } کی خبر { $count } گھنٹوں کے اندر آنی چاہیے۔
}
late = { $name } کی خبر آنے میں دیر ہو رہی ہے۔
missed = { $name } کی خبر وقت پر نہیں آئی۔
step-told = { $count ->
    [one] مرحلہ { $step }: { $count } شخص کو بتایا گیا۔
   *[other] مرحلہ { $step }: { $count } لوگوں کو بتایا گیا۔
}
check-in-came = { $name } کی خبر آ گئی۔ جنہیں پہلے بتایا گیا تھا، ان سب کو یہ معلوم ہو جائے گا۔
all-clear = { $name } نے بتایا کہ خطرہ ٹل گیا ہے۔
family-page = خاندانی صفحہ: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } کی کوئی خبر نہیں
missed-lead = { $name } گھر سے دور کام کے لیے سفر میں ہیں، اور فون اب پاس نہیں۔ جانے سے پہلے جو طے ہوا تھا، وہ فون کے بغیر بھی چلتا ہے: جن لوگوں پر { $name } کو بھروسا ہے، انہیں مرحلہ بہ مرحلہ بتایا جاتا ہے۔
missed-rehearsal = یہ فرضی لوگوں کے ساتھ ایک مشق ہے۔ پروگرام، مہر بند معلومات، سرور اور خطوط اصلی ہیں۔ کہانی کی گھڑی تیز چلتی ہے، اور براؤزر کی جگہ ایک چھوٹا پروگرام خاندانی صفحہ پڑھتا ہے۔
missed-files = سب کچھ اسی مشین پر رہتا ہے: { $path }
missed-server = سرور چل رہا ہے۔ وہ پیغامات رکھتا ہے مگر انہیں پڑھ نہیں سکتا۔
missed-mail = خطوط اس میل سرور پر جاتے ہیں: { $address }
missed-stores = { $name } اور { $contact } دونوں کے پاس اپنی مہر بند معلومات ہیں۔
missed-link = { $contact } نے { $name } کا بھیجا ہوا لنک کھولا اور چھ ہندسے بلند آواز سے پڑھے: { $digits }
missed-paired = ہندسے ایک جیسے ہیں۔ { $contact } اب بھروسے کے رابطے ہیں۔
missed-family = { $contact } کے پاس ایپ نہیں۔ { $name } نے خاندانی صفحے کا لنک بھیجا، اور { $contact } نے اسے کھولا۔
missed-address = { $contact } کو خطوط بھی چاہییں: { $address }
missed-agreed = { $contact } کو سوال والا ایک خط ملا، انہوں نے اس میں دیا گیا لنک کھولا اور رضامندی دی۔
missed-please-agree = براہِ کرم خط میں دیا گیا لنک کھولیں اور بٹن دبائیں۔ کہانی اس کا انتظار کر رہی ہے۔
missed-file = { $name } نے کاغذات مہر بند کیے: مالک، کام دلانے والا، پتہ، پاسپورٹ کی نقل۔ ابھی انہیں کوئی نہیں کھول سکتا۔
missed-drill = پہلے سب ایک بار مشق کرتے ہیں۔
missed-practised = { $contact } کو مشق کا پیغام ملا۔ اس میں صاف لکھا ہے کہ یہ مشق ہے۔
missed-ladder = اگر خبر نہ آئے تو سب سے پہلے { $contact } کو پتا چلے گا۔ پھر سب کو، آخری جگہوں کے ساتھ۔ پھر کاغذات کھلیں گے۔
missed-check-in = { $name } کی خبر: { $note }
missed-note-leaving = ہم نکل رہے ہیں۔ سرحد سے لکھوں گی۔
missed-note-moved = اب دوسرا ڈرائیور ہے۔ ہمارے پاسپورٹ اس نے رکھ لیے ہیں۔
missed-note-found = فون واپس مل گیا۔ میں تھانے میں ہوں۔
missed-gone = { $name } کا فون اب پاس نہیں: اس کا پروگرام بند کر دیا گیا، معلومات پہنچ سے باہر ہیں۔
missed-own-watch = { $contact } کی ایپ نے سرور کے بغیر خود ہی یہ جان لیا۔
missed-letter = { $contact } کے لیے خط آیا: { $subject }
missed-reads = { $contact } نے پڑھا: { $text }
missed-places = { $contact } اب آخری جگہیں دیکھ سکتے ہیں۔ سب سے نئی: { $place }
missed-hold = { $contact } نے اگلے مرحلے سے پہلے کچھ اور وقت مانگا۔ باقی لوگ یہ دیکھتے ہیں۔
missed-opened = { $contact } اب کاغذات دیکھ سکتے ہیں: { $text }
missed-found = { $name } کا فون مل گیا۔
missed-stays = خاندانی صفحہ اس وقت تک کھلا رہے گا جب تک آپ { $key } نہ دبائیں۔
missed-done = ہر مرحلہ پورا ہوا۔
missed-story = پوری کہانی ایک صفحے پر: { $path }
missed-when = کب
missed-who = کون
missed-what = کیا
missed-timeline = کیا ہوا، مرحلہ بہ مرحلہ
missed-letters = خطوط
missed-map = آخری جگہیں
missed-limits-title = اس میں کس بات کا وعدہ نہیں
missed-limits = خبر نہ آنا کسی نقصان کا ثبوت نہیں، اور پیغام آنا سلامتی کا ثبوت نہیں۔ سرور پیغامات پڑھ نہیں سکتا، مگر دیکھتا ہے کہ وہ کب آتے ہیں، اور انہیں روک بھی سکتا ہے۔ نیٹ ورک کے بغیر فون کچھ نہیں بھیجتا۔ ہر مرحلے میں لوگوں کو بتایا جاتا ہے؛ وہ کچھ کریں گے، اس کا وعدہ کوئی نہیں کر سکتا۔
missed-teller = کہانی
missed-relay = سرور
missed-file-title = کاغذات
