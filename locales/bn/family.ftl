### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = পরিবারের পাতা
skip-to-content = সরাসরি মূল অংশে যান
language = ভাষা
back = পেছনে
cancel = বাতিল
save = রেখে দিন
saved = রাখা হয়েছে
nobody = আপনার আপনজন

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = আপনার পরিবারের পাতা
start-text = আপনাকে বিশ্বাস করেন এমন একজন এই পাতা দিয়েছেন। এখানে তাঁর খবর দেখা যায়, আর কিছু গোলমাল হলে আপনাকে জানানো হয়।
start-open = আমার পাতা খুলুন
start-note = বোতাম চাপার আগে কিছুই লোড হয় না।
start-keep = লিংকটি রেখে দিন। ফিরে আসার পথ এটাই। কাউকে দেবেন না।
link-in-history = আপনার ব্রাউজার এই লিংকটি তার ইতিহাসে রেখে দিতে পারে। অন্য কেউ এই যন্ত্র ব্যবহার করলে সেখান থেকে মুছে ফেলুন।

nolink-title = আপনার লিংক দিয়ে পাতা খুলুন
nolink-text = আপনাকে দেওয়া লিংকটি এখানে পেস্ট করুন। এটি “http” দিয়ে শুরু হয় এবং এর মধ্যে “#WF1” থাকে।
nolink-label = আপনার লিংক
nolink-open = খুলুন

link-not-ours = এটি পরিবারের পাতার লিংক নয়। দয়া করে পুরো লিংকটি আবার কপি করুন।
link-damaged = লিংকটি নষ্ট। এর কোনো অংশ নেই বা বদলে গেছে। দয়া করে পুরো লিংকটি আবার কপি করুন।
link-too-new = লিংকটি নতুন সংস্করণে তৈরি। পাতাটি আবার লোড করুন। তাতে কাজ না হলে লিংকে থাকা ঠিকানার পাতা ব্যবহার করুন।
link-wrong-kind = এটি অ্যাপের কোড, পরিবারের পাতার নয়। আপনার পরিবারের পাতার লিংক চেয়ে নিন।
link-invalid = এই লিংকে কিছু ভুল আছে। নতুন একটি চেয়ে নিন।
link-other-place = এই লিংক অন্য ঠিকানার। দয়া করে সেখানে খুলুন: { $url }
link-too-many = এই পাতায় 200 জন রাখা যায়। আরও যোগ করার আগে একজনকে সরান।

storage-none = এই ব্রাউজার কিছু রাখে না। পাতা বন্ধ করলে আপনার আবার লিংক লাগবে।
storage-full = এই যন্ত্রে আর জায়গা নেই। আপনার যা আছে তা রাখা আছে। দয়া করে কিছু জায়গা খালি করুন।
storage-too-new = এই ব্রাউজারে এই পাতার নতুন সংস্করণ চালানো হয়েছিল। দয়া করে এর সব জানালা বন্ধ করে পাতাটি আবার লোড করুন।
not-secure = এই ঠিকানা সুরক্ষিত নয়, তাই ব্রাউজার বার্তা খুলতে পারে না। “https” দিয়ে শুরু ঠিকানা ব্যবহার করুন, অথবা ফাইল হিসেবে রাখা পাতা।
something-wrong = এই পাতায় কিছু গোলমাল হয়েছে। আপনার যা আছে তা রাখা আছে। পাতাটি আবার লোড করুন।

## Whether this page is in touch with the relay.

sync-now = নতুন খবর খোঁজা হচ্ছে …
sync-ok = নতুন খবর খোঁজা হয়েছে { $ago }
sync-never = এখনও যোগাযোগ হয়নি
sync-button = এখন নতুন খবর খুঁজুন
sync-unreachable = সার্ভারের সঙ্গে যোগাযোগ হচ্ছে না। এই পাতায় আগের খবর আছে, চেষ্টা চলছে।
sync-refused = সার্ভার এখন উত্তর দিতে রাজি নয়। এই পাতায় আগের খবর আছে, চেষ্টা চলছে।
sync-garbage = সার্ভারের উত্তর বোঝা যাচ্ছে না। এই পাতায় আগের খবর আছে, চেষ্টা চলছে।
sync-busy = সার্ভার ব্যস্ত। এই পাতা চেষ্টা করে যাচ্ছে।
sync-taken = সার্ভার এই লিংক মানছে না। নতুন একটি চেয়ে নিন।
sync-away = সার্ভার { $from } থেকে { $to } পর্যন্ত বন্ধ ছিল। ওই সময়ের সতর্কবার্তা দেরিতে আসতে পারে।
clock-ahead = এই যন্ত্রের ঘড়ি সার্ভারের ঘড়ির চেয়ে { $by } এগিয়ে। এই পাতার সময় ভুল হতে পারে।
clock-behind = এই যন্ত্রের ঘড়ি সার্ভারের ঘড়ির চেয়ে { $by } পিছিয়ে। এই পাতার সময় ভুল হতে পারে।

## How things stand. The title is the biggest text on the page.

situation-heading = এখন কী অবস্থা
sos-title = { $name } সাহায্য চেয়েছেন
sos-when = পাঠানো হয়েছে { $time } ({ $ago })।
sos-from-locked = ফোনের লক না খুলেই এটি পাঠানো হয়েছে।
sos-open = { $name } বিপদ কেটে গেছে না জানানো পর্যন্ত এই ডাক চালু থাকবে।
duress-title = { $name } হয়তো কারও চাপে আছেন
duress-text = ফোনের যে অংশ { $name } জোর করা হলে খোলেন, সেখান থেকে একটি বার্তা এসেছে। সব ঠিক আছে বলে বিশ্বাস করবেন না। উত্তরে এ কথা লিখবেন না।
missed-title = { $name }-এর খবর আসেনি
missed-text = { $due }-এর মধ্যে খবর আসার কথা ছিল। { $missed } থেকে খবর আসেনি বলে ধরা হয়েছে।
late-title = { $name }-এর খবর আসতে দেরি হচ্ছে
late-text = { $due }-এর মধ্যে খবর আসার কথা ছিল ({ $ago })। না এলে { $missed } থেকে খবর আসেনি বলে ধরা হবে।
ok-title = { $name }-এর খবর এসেছে
ok-text = পরের খবর { $due }-এর মধ্যে আসার কথা।
paused-title = { $name }-এর খবর আপাতত থামানো আছে
paused-text = এই বিরতি শেষ হবে { $until }। পরের খবর { $due }-এর মধ্যে আসার কথা।
noplan-title = { $name }-এর খবর পাঠানোর কোনো পরিকল্পনা নেই
noplan-text = বার্তা এলে এখানে দেখবেন। না এলে কাউকে জানানো হয় না।
waiting-title = এখনও কিছু আসেনি
waiting-text = প্রথম বার্তা এখানে দেখা যাবে। আপনি পাতাটি বন্ধ করে পরে আসতে পারেন।
ended-title = { $name } এটি শেষ করে দিয়েছেন
ended-text = আর নতুন বার্তা আসবে না। আগে যা এসেছে তা এখানে থাকবে।
last-heard = শেষ কিছু এসেছে: { $time } ({ $ago })
last-heard-never = এখনও কিছু আসেনি
last-check-in = শেষ খবর: { $time } ({ $ago })
not-proof = খবর না আসা মানেই বিপদ নয়। ফোনের চার্জ শেষ, ফোন হারানো, বা নেটওয়ার্ক না থাকাও কারণ হতে পারে।
told-you = সার্ভার { $steps } ধাপের মধ্যে ধাপ { $step } জানিয়েছে, { $time }।
practice-now = এটি মহড়া। কিছু ঘটেনি।

short-sos = সাহায্যের ডাক
short-duress = চাপে আছেন
short-missed = খবর আসেনি
short-late = দেরি
short-ok = খবর এসেছে
short-paused = থামানো
short-noplan = পরিকল্পনা নেই
short-waiting = এখনও কিছু নেই
short-ended = শেষ

## What to do now.

todo-heading = এখন কী করবেন
todo-sos-1 = “আমি দেখেছি” চাপুন। তাহলে { $name } জানতে পারবেন যে ডাক পৌঁছেছে।
todo-sos-2 = নিচের জায়গাগুলো দেখুন। ঘটনার বিবরণপত্র ছাপুন বা রেখে দিন।
todo-sos-3 = { $name } যেখানে আছেন সেখানকার পুলিশ বা সাহায্য করে এমন সংস্থাকে ফোন করুন। তাদের ঘটনার বিবরণপত্র দিন।
todo-sos-4 = নিরাপদ বলে নিশ্চিত না হলে অন্য কোনোভাবে { $name }-কে ফোন বা বার্তা দেবেন না। ফোন অন্য কারও হাতে থাকতে পারে।
todo-sos-5 = এই পাতা খোলা রাখুন। এরপর যা আসবে তা এখানে দেখা যাবে।
todo-duress-1 = এমন উত্তর দেবেন না যাতে বোঝা যায় আপনি জানেন।
todo-duress-2 = সাহায্য করে এমন সংস্থা বা পুলিশকে ফোন করুন। তাদের ঘটনার বিবরণপত্র দিন।
todo-missed-1 = শান্ত থাকুন। খবর না আসার কারণ বেশির ভাগ সময় সাধারণ কিছু।
todo-missed-2 = { $name }-কে চেনেন এমন অন্যদের জিজ্ঞাসা করুন, তাঁরা কিছু শুনেছেন কি না।
todo-missed-3 = { $name }-এর জন্য নিরাপদ এমন উপায়ে যোগাযোগের চেষ্টা করুন। ফোন অন্য কারও হাতে থাকতে পারে।
todo-missed-4 = “আমি ব্যবস্থা নিচ্ছি” চাপুন, যাতে অন্যরা জানে যে কেউ কিছু করছে।
todo-missed-5 = আর কিছু জানতে না পারলে পুলিশ বা সাহায্য করে এমন সংস্থাকে ফোন করুন। তাদের ঘটনার বিবরণপত্র দিন।
todo-missed-next = কিছু না এলে সার্ভার পরের ধাপ জানাবে { $time }।
todo-late-1 = এখনও আপনাকে কিছু করতে হবে না।
todo-late-2 = { $missed }-এর পরে এখানে আবার দেখুন। নিচে সতর্কবার্তা চালু করলে আপনাকে জানানো হবে।
todo-ok-1 = আপনাকে কিছু করতে হবে না।
todo-alerts = সতর্কবার্তা চালু করুন, যাতে কিছু গোলমাল হলে আপনাকে জানানো হয়।
todo-waiting-1 = আপনার ফেরার কাগজ ছেপে নিরাপদ জায়গায় রাখুন।

## Places.

places-heading = জায়গা
places-none = কোনো জায়গার খবর আসেনি।
places-sealed = খবরের সঙ্গে জায়গা এসেছে। সেগুলো বন্ধ আছে। { $name }-এর খবর না এলে পরের কোনো ধাপে সেগুলো খুলবে।
places-latest = সবচেয়ে নতুন জায়গা
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] { $metres } মিটারের মধ্যে
       *[other] { $metres } মিটারের মধ্যে
    }
place-when = কখন
place-where = কোথায়
copy = কপি করুন
copied = কপি হয়েছে
open-in-app = মানচিত্রের অ্যাপে খুলুন
open-in-web = OpenStreetMap-এ খুলুন
map-warning = আপনি কোন জায়গা দেখছেন, মানচিত্রের অ্যাপ বা OpenStreetMap তা জানতে পারে।
track-label = { $count ->
        [one] { $count }টি জায়গার ছবি। সেটি নিচের তালিকায় আছে।
       *[other] { $count }টি জায়গার ছবি, সবচেয়ে পুরোনো থেকে সবচেয়ে নতুন। সেগুলো নিচের তালিকায় আছে।
    }
track-oldest = সবচেয়ে পুরোনো
track-newest = সবচেয়ে নতুন
track-north = উপরের দিকে উত্তর
length-metres = { $count } মি
length-kilometres = { $count } কিমি
places-phone-clock = জায়গার সময় ফোনের ঘড়ির, যা ভুল হতে পারে।

## What came and what was told.

history-heading = কী এসেছে, নতুনটি আগে
history-empty = এখনও কিছু নেই।
history-more = পুরোনোগুলো দেখান
new-mark = নতুন
came-check-in-ok = খবর: “আমি এখানে, সব ঠিক আছে।”
came-check-in-uneasy = খবর: “কিছু একটা ঠিক নেই।”
came-check-in-moved = খবর: “আমি অন্য জায়গায় আছি।”
came-sos = সাহায্যের ডাক
came-sos-cleared = সাহায্যের ডাক, বিপদ কেটে গেছে জানিয়ে শেষ হয়েছে
came-all-clear = বিপদ কেটে গেছে: সাহায্যের ডাক শেষ
came-opened = ফোনে অ্যাপ খোলা হয়েছে
came-opened-duress = জোর করা হলে যেভাবে খোলা হয়, অ্যাপ সেভাবে খোলা হয়েছে
came-hello = আপনাকে বিশ্বস্ত মানুষ করা হয়েছে
came-farewell = এটি শেষ করা হয়েছে
came-last-place = ফোনের জানা শেষ জায়গা
came-plan-armed = খবর পাঠানোর পরিকল্পনা করা হয়েছে
came-plan-paused = খবর { $until } পর্যন্ত থামানো হয়েছে
came-plan-ended = খবর পাঠানোর পরিকল্পনা শেষ করা হয়েছে
came-plan-drill = মহড়া শুরু হয়েছে
came-words = ধাপ { $step }, { $name }-এর অনুমোদন করা কথায়
came-words-practice = মহড়া, ধাপ { $step }
told-step = সার্ভার { $steps } ধাপের মধ্যে ধাপ { $step } জানিয়েছে: খবর আসেনি
told-step-practice = মহড়া: সার্ভার { $steps } ধাপের মধ্যে ধাপ { $step } জানিয়েছে
told-check-in = আপনাকে জানানোর পরে খবর এসেছে। এতে বোঝা যায় না যে সব ঠিক আছে।
told-held = { $who } ধাপ { $step } পিছিয়েছেন { $until } পর্যন্ত
told-held-unverified = সার্ভার বলছে ধাপ { $step } পেছানো হয়েছে { $until } পর্যন্ত। এর প্রমাণ হিসেবে কোনো স্বাক্ষর নেই।
told-paused = সার্ভার বলছে: { $until } পর্যন্ত থামানো
told-ended = সার্ভার বলছে: পরিকল্পনা শেষ করা হয়েছে
told-away = সার্ভার { $from } থেকে { $to } পর্যন্ত বন্ধ ছিল
told-places = আগের খবরের জায়গাগুলো আপনার জন্য খোলা হয়েছে
told-file = সার্ভার কাগজপত্রের নিজের অংশ খুলেছে
you-seen = আপনার উত্তর: আমি দেখেছি
you-on-it = আপনার উত্তর: আমি ব্যবস্থা নিচ্ছি
you-text = আপনি লিখেছেন
came-unknown = এমন বার্তা যা এই সংস্করণ দেখাতে পারে না
from-phone = { $name }-এর ফোন থেকে
from-relay = সার্ভার থেকে
from-you = আপনার কাছ থেকে
sent-locked = ফোনের লক না খুলে পাঠানো
sent-duress = জোর করা হলে ফোনের যে অংশ খোলা হয়, সেখান থেকে পাঠানো
battery = ব্যাটারি { $percent } %
phone-time = ফোনের ঘড়ি অনুযায়ী: { $time }
reply-saved = এখানে রাখা হয়েছে। সার্ভারের সঙ্গে যোগাযোগ হলে পাঠানো হবে।
reply-at-relay = সার্ভারে আছে। ফোন নেটওয়ার্ক পেলে এটি নেবে; কখন, তা এই পাতা জানতে পারে না।
mailbox-full = ফোনের বার্তার বাক্স ভরে গেছে। আপনার উত্তর এখানে রাখা আছে, আবার চেষ্টা হবে।
mailbox-unknown = সার্ভার এই মুহূর্তে ফোনের বার্তার বাক্স চেনে না। আপনার উত্তর এখানে রাখা আছে, আবার চেষ্টা হবে।

## Replies.

reply-heading = উত্তর দিন
reply-seen = আমি দেখেছি
reply-on-it = আমি ব্যবস্থা নিচ্ছি
reply-label = { $name }-কে আপনার কথা
reply-send = পাঠান
reply-careful = এমন কিছু লিখবেন না যা অন্য কেউ পড়লে { $name }-এর ক্ষতি হতে পারে।
reply-too-long = এটি খুব লম্বা। দয়া করে কম লিখুন।
reply-done = আপনার উত্তর রাখা হয়েছে। যত তাড়াতাড়ি সম্ভব পাঠানো হবে।

## What happens if no check-in comes.

plan-heading = খবর না এলে কী হয়
plan-timing = প্রতি { $interval } অন্তর একটি খবর আসার কথা। তারপর আরও { $grace } অপেক্ষা করা হয়।
plan-step-you = ধাপ { $step }, { $time }: আপনাকে জানানো হবে।
plan-step-others = ধাপ { $step }, { $time }: অন্যদের জানানো হবে।
plan-step-done = ধাপ { $step }: জানানো হয়েছে।
plan-practice = আপনার কাছে মহড়াও আসতে পারে। তাতে স্পষ্ট লেখা থাকবে।
hold-heading = পরের ধাপ পেছান
hold-explain = { $name } নিরাপদ আছেন জানলে আপনি ধাপ { $step } পেছাতে পারেন। যাঁদের জানানো হয় তাঁরা সবাই দেখবেন যে আপনি পিছিয়েছেন। একবারে 24 ঘণ্টা এবং মোট 72 ঘণ্টা পেছানো যায়।
hold-hours = কতক্ষণের জন্য
hold-button = ধাপ { $step } পেছান
hold-sure = অন্য উপায়ে { $name }-এর খবর পেয়ে থাকলেই শুধু এটি করুন। পেছাবেন?
hold-saved = আপনার ইচ্ছা রাখা হয়েছে। সার্ভার মেনে নিলে এটি কার্যকর হবে।
hold-accepted = সার্ভার মেনে নিয়েছে।
hold-refused = সার্ভার মানেনি। ধাপটি পরিকল্পনামতো আসবে।
held-now = { $who } ধাপ { $step } পিছিয়েছেন { $until } পর্যন্ত।
held-now-unverified = সার্ভার বলছে ধাপ { $step } পেছানো আছে { $until } পর্যন্ত। এর প্রমাণ হিসেবে কোনো স্বাক্ষর নেই।
somebody = বিশ্বস্ত মানুষদের একজন
yourself = আপনি

## The file: what the worker wrote down before leaving.

file-heading = কাগজপত্র
file-explain = কিছু ঘটলে যাতে কাজে লাগে, সেজন্য { $name } যাওয়ার আগে এটি লিখে গেছেন।
file-waiting = কাগজপত্র এখনও বন্ধ। পরের কোনো ধাপে এটি খুলবে।
file-shares = আপনাদের { $need } জন নিজের অংশ দিলে কাগজপত্র খুলবে। এ পর্যন্ত দেওয়া হয়েছে: { $have }।
file-give = আমার অংশ দিন
file-give-sure = যথেষ্ট অংশ দেওয়া হলে অন্যরাও কাগজপত্র খুলতে পারবেন। এটি ফিরিয়ে নেওয়া যায় না।
file-given-saved = আপনার অংশ রাখা হয়েছে। সার্ভারের সঙ্গে যোগাযোগ হলে পাঠানো হবে।
file-given = আপনার অংশ দেওয়া হয়েছে। এই পাতা অন্য অংশগুলো খুঁজছে।
file-download = কাগজপত্র লোড করুন
file-download-more = কাগজপত্র লোড করা চালিয়ে যান
file-progress = { $count } অংশের মধ্যে { $have } লোড হয়েছে
file-open = কাগজপত্র খুলুন
file-damaged = কাগজপত্রের একটি অংশ নষ্ট। আবার লোড করুন।
file-not-released = সার্ভার এখনও কাগজপত্র দিচ্ছে না। পরে আবার চেষ্টা করুন।
file-wrong-shares = অংশগুলো মিলছে না। আরেকটির জন্য অপেক্ষা করুন।
file-made = লেখা হয়েছে { $time }, ফোনের ঘড়ি অনুযায়ী
field-1 = আমি কে
field-2 = পরিচয়ের কাগজ
field-3 = মালিক
field-4 = কাজের দালাল, এবং কীভাবে পরিচয়
field-5 = বলা কাজ ও বেতন
field-6 = ঠিকানা
field-7 = পথ ও টিকিট
field-8 = যাঁদের ফোন করতে হবে
field-9 = নোট
field-other = আরও
attachments-heading = ছবি ও কাগজ
attachment-save = { $file } রেখে দিন
attachment-picture = ছবি: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = ঘটনার বিবরণপত্র
sheet-explain = এই পাতা যা জানে সব, কাগজে বা ফাইলে। এটি পুলিশ বা সাহায্য করে এমন সংস্থাকে দিন।
sheet-show = ঘটনার বিবরণপত্র দেখান
sheet-print = ছাপুন
sheet-json = ফাইল হিসেবে রাখুন (JSON)
sheet-made = তৈরি { $time }। সময়গুলো { $zone } অঞ্চলের।
sheet-who = কে
sheet-name = নাম
sheet-own-name = নিজের নাম
sheet-identity = এই মানুষটির শনাক্ত চিহ্ন
sheet-stands = এখন কী অবস্থা
sheet-messages = বার্তা
sheet-told = সার্ভার কী জানিয়েছে এবং কখন
sheet-source = উৎস
sheet-what = কী
sheet-sources = কোন কথা কোথা থেকে এসেছে
sheet-source-phone = ফোন: { $name }-এর ফোনের কথা, এমনভাবে বন্ধ যে পথে কেউ পড়তে বা বদলাতে পারে না। এর ঘড়ি ও লেখা কথা ভুল হতে পারে।
sheet-source-relay = সার্ভার: সার্ভারের কথা, যে বার্তা পড়তে পারে না। পৌঁছানোর সময়গুলো তার নিজের।
sheet-source-page = পাতা: এই পাতায় হিসাব করা বা লেখা।
source-phone = ফোন
source-relay = সার্ভার
source-page = পাতা
sheet-notes = ব্যক্তিগত নোট
sheet-notes-include = আমার ব্যক্তিগত নোট বিবরণপত্রে দিন
sheet-file-missing = কাগজপত্র এই বিবরণপত্রে নেই, কারণ এই পাতায় তা খোলা নেই।

## The recovery sheet.

recovery-heading = ফেরার কাগজ
recovery-explain = এই যন্ত্র হারালে বা খালি হয়ে গেলে ফিরে আসতে আপনার লিংক লাগবে। এই কাগজ ছেপে এমন জায়গায় রাখুন যেখানে কেউ খুঁজে পাবে না। যার কাছে এটি থাকবে, সে আপনার কাছে আসা সব পড়তে পারবে।
recovery-show = ফেরার কাগজ দেখান
recovery-recommended = আগে আপনার ফেরার কাগজ ছাপুন।
recovery-later = পরে
recovery-print = ছাপুন
recovery-text = ফোন দিয়ে এই ছবি স্ক্যান করুন, অথবা লিংক লিখুন:
recovery-qr = স্ক্যান করার জন্য লিংকের ছবি

## Alerts when the page is closed.

alerts-heading = সতর্কবার্তা
alerts-explain = এই পাতা বন্ধ থাকলেও নতুন কিছু হলে আপনাকে জানানো যায়। তাতে শুধু লেখা থাকবে: দয়া করে আপনার পরিবারের পাতা খুলুন।
alerts-push = এই ব্রাউজারে সতর্কবার্তা
alerts-push-on = চালু করুন
alerts-push-off = বন্ধ করুন
alerts-push-is-on = এই ব্রাউজারে সতর্কবার্তা চালু আছে।
alerts-push-denied = এই ব্রাউজার এই পাতার সতর্কবার্তা আসতে দেয় না। ব্রাউজারের সেটিংসে তা বদলাতে পারেন।
alerts-push-unsupported = এই ব্রাউজারে সতর্কবার্তা নেই। নিচে অন্য উপায় বেছে নিন।
alerts-push-not-offered = এই সার্ভার ব্রাউজারে সতর্কবার্তা দেয় না। নিচে অন্য উপায় বেছে নিন।
alerts-push-failed = কাজ হয়নি। দয়া করে পরে আবার চেষ্টা করুন।
alerts-add = আরেকটি উপায় যোগ করুন
alerts-kind = কীভাবে
alerts-email = ইমেইল
alerts-ntfy = ntfy (সতর্কবার্তার অ্যাপ)
alerts-webhook = Webhook (সংস্থার জন্য)
alerts-email-address = ইমেইল ঠিকানা
alerts-ntfy-address = ntfy বিষয়ের ঠিকানা
alerts-webhook-address = Webhook-এর ঠিকানা
alerts-urgent-only = শুধু জরুরি হলে
alerts-button = যোগ করুন
alerts-list = আপনার সতর্কবার্তা
alerts-none = এখনও কোনো সতর্কবার্তা নেই।
alerts-unknown-address = অন্য ব্রাউজারে চালু করা
alert-unconfirmed = নিশ্চিত করা হয়নি। সেখানে পাঠানো বার্তা খুলে রাজি হন।
alert-confirmed = কাজ করছে
alert-dead = পৌঁছায় না। দয়া করে ঠিকানা দেখে নিন।
alert-opted-out = যিনি পান তিনি বন্ধ করেছেন
alert-other = জানা নেই
alert-remove = সরান
alerts-invalid = সার্ভার এই ঠিকানা মানছে না।
alerts-limit = সতর্কবার্তা খুব বেশি হয়েছে। আগে একটি সরান।
alerts-not-offered = এই সার্ভারে সেই ব্যবস্থা নেই।
alerts-other-problem = কাজ হয়নি। দয়া করে পরে আবার চেষ্টা করুন।
notification-text = দয়া করে আপনার পরিবারের পাতা খুলুন।

## This page itself.

page-heading = এই পাতা
page-label = এই মানুষটিকে আপনি কী বলে ডাকেন
page-note = ব্যক্তিগত নোট
page-note-explain = এগুলো এই ব্রাউজারেই থাকে। আর কেউ দেখে না।
page-add = আরেকটি লিংক যোগ করুন
page-install = এই পাতা হোম স্ক্রিনে রাখুন
page-file = এই পাতা একটি ফাইলে
page-file-explain = আপনি এই পাতা ফাইল হিসেবে রেখে ঠিকানা ছাড়াই খুলতে পারেন। এটি আপনার লিংক চাইবে। এর ছাপ প্রকাশিত ছাপের সঙ্গে মিলিয়ে দেখুন।
page-file-save = পাতা রেখে দিন
page-fingerprint = ছাপ (SHA-256)
page-forget = এই মানুষটিকে এই ব্রাউজার থেকে সরান
page-forget-sure = এই ব্রাউজারে { $name } সম্পর্কে যা আছে সব মুছে যাবে। লিংক দিয়ে আবার ফিরতে পারবেন। সরাবেন?
page-limits-heading = জেনে রাখা ভালো
page-limit-1 = যার কাছে আপনার লিংক আছে, সে আপনার কাছে আসা সব পড়তে পারে।
page-limit-2 = সার্ভার বন্ধ বার্তা পৌঁছে দেয়। সে তা পড়তে পারে না। আপনি কখন দেখেন, তা সে দেখে।
page-limit-3 = সার্ভার অন্য কারও দখলে গেলে নকল পাতা দিতে পারে। ফাইল হিসেবে রাখা পাতা আপনাকে তা থেকে বাঁচায়।
page-limit-4 = এই পাতা দিয়ে কেউ কারও জায়গা জানতে চাইতে পারে না। { $name } যেভাবে রাজি হয়েছেন, শুধু সেভাবেই জায়গা আসে।

## A page for many people.

list-heading = { $count ->
        [one] { $count } জন
       *[other] { $count } জন
    }
list-search = নাম বা নোট দিয়ে খুঁজুন
list-none-found = কাউকে পাওয়া যায়নি।
list-csv = তালিকা রেখে দিন (CSV)
list-unopened = { $count ->
        [one] { $count }টি নতুন
       *[other] { $count }টি নতুন
    }
list-due = { $due }-এর মধ্যে আসার কথা
list-since = { $time } থেকে
column-name = নাম
column-situation = অবস্থা
column-last-heard = শেষ কিছু এসেছে
column-last-check-in = শেষ খবর
column-due = কখন আসার কথা
column-missed = কখন থেকে আসেনি
column-step = জানানো ধাপ
column-notes = নোট

## Lengths of time.

minutes = { $count ->
        [one] { $count } মিনিট
       *[other] { $count } মিনিট
    }
hours = { $count ->
        [one] { $count } ঘণ্টা
       *[other] { $count } ঘণ্টা
    }
days = { $count ->
        [one] { $count } দিন
       *[other] { $count } দিন
    }
just-now = এইমাত্র

## News for those who listen to the page.

news-message = { $name }-এর নতুন বার্তা
news-sos = { $name } সাহায্য চেয়েছেন
news-told = সার্ভার { $name } সম্পর্কে নতুন কিছু জানিয়েছে
