### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = အစီအစဉ် စတင်ပါပြီ - { $count } နာရီအတွင်း { $name } ထံမှ သတင်းကို မျှော်လင့်ပါသည်။
late = { $name } ထံမှ သတင်း နောက်ကျနေပါသည်။
missed = { $name } ထံမှ သတင်း အချိန်မီ မရောက်ပါ။
step-told = အဆင့် { $step } - ဆက်သွယ်ရမည့်သူ { $count } ဦးကို အကြောင်းကြားပြီးပါပြီ။
check-in-came = { $name } ထံမှ သတင်း ရောက်လာပါပြီ။ ယခင်က အကြောင်းကြားခံရသူအားလုံး သိရပါမည်။
all-clear = အန္တရာယ် ကင်းပြီဟု { $name } က အတည်ပြုပါသည်။
family-page = မိသားစုစာမျက်နှာ - { $url }
