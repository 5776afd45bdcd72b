### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] পরিকল্পনা চালু: { $count } ঘণ্টার মধ্যে { $name }-এর খবর আসার কথা।
   *[other] পরিকল্পনা চালু: { $count } ঘণ্টার মধ্যে { $name }-এর খবর আসার কথা।
}
late = { $name }-এর খবর আসতে দেরি হচ্ছে।
missed = { $name }-এর খবর সময়মতো আসেনি।
step-told = { $count ->
    [one] ধাপ { $step }: { $count } জনকে জানানো হয়েছে।
   *[other] ধাপ { $step }: { $count } জনকে জানানো হয়েছে।
}
check-in-came = { $name }-এর খবর এসেছে। আগে যাদের জানানো হয়েছিল, তারা সবাই এটি জানবে।
all-clear = { $name } জানিয়েছেন যে বিপদ কেটে গেছে।
family-page = পরিবারের পাতা: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name }-এর খবর আসা বন্ধ
missed-lead = { $name } বাড়ি থেকে দূরে কাজের পথে, আর ফোনটি হাতছাড়া। যাওয়ার আগে যা ঠিক করা ছিল, ফোন ছাড়াই তা চলতে থাকে: { $name } যাদের বিশ্বাস করেন, তাদের ধাপে ধাপে জানানো হয়।
missed-rehearsal = এটি কাল্পনিক মানুষদের নিয়ে একটি মহড়া। প্রোগ্রাম, সিল করা তথ্য, সার্ভার ও চিঠিগুলো আসল। গল্পের ঘড়ি দ্রুত চলে, আর ব্রাউজারের বদলে একটি ছোট প্রোগ্রাম পরিবারের পাতা পড়ে।
missed-files = সবকিছু এই যন্ত্রেই থাকে: { $path }
missed-server = সার্ভার চলছে। এটি বার্তা রাখে, কিন্তু পড়তে পারে না।
missed-mail = চিঠি এই মেইল সার্ভারে যায়: { $address }
missed-stores = { $name } ও { $contact }, দুজনেরই নিজের সিল করা তথ্য আছে।
missed-link = { $contact } { $name }-এর পাঠানো লিংক খুলে ছয়টি অঙ্ক জোরে পড়লেন: { $digits }
missed-paired = অঙ্কগুলো একই। { $contact } এখন বিশ্বস্ত যোগাযোগ।
missed-family = { $contact }-এর অ্যাপ নেই। { $name } পরিবারের পাতার লিংক পাঠালেন, আর { $contact } সেটি খুললেন।
missed-address = { $contact } চিঠিও চান: { $address }
missed-agreed = { $contact } একটি প্রশ্নসহ চিঠি পেলেন, ভেতরের লিংক খুললেন এবং রাজি হলেন।
missed-please-agree = দয়া করে চিঠির লিংকটি খুলে বোতামটি চাপুন। গল্পটি এর জন্য অপেক্ষা করছে।
missed-file = { $name } কাগজপত্র সিল করলেন: মালিক, কাজের দালাল, ঠিকানা, পাসপোর্টের কপি। এখন কেউ এটি খুলতে পারে না।
missed-drill = প্রথমে সবাই একবার মহড়া করে।
missed-practised = { $contact } মহড়ার বার্তা পেলেন। তাতে স্পষ্ট লেখা যে এটি মহড়া।
missed-ladder = খবর না এলে প্রথমে { $contact } জানবেন। তারপর সবাই, শেষ জায়গাগুলোসহ। তারপর কাগজপত্র খুলবে।
missed-check-in = { $name }-এর খবর: { $note }
missed-note-leaving = আমরা রওনা দিচ্ছি। সীমান্ত থেকে লিখব।
missed-note-moved = এখন অন্য চালক। সে আমাদের পাসপোর্ট রেখে দিয়েছে।
missed-note-found = ফোন ফিরে পেয়েছি। আমি থানায় আছি।
missed-gone = { $name }-এর ফোন হাতছাড়া: প্রোগ্রামটি বন্ধ করে দেওয়া হয়েছে, তথ্য নাগালের বাইরে।
missed-own-watch = { $contact }-এর অ্যাপ সার্ভার ছাড়াই নিজে টের পেয়েছে।
missed-letter = { $contact }-এর জন্য একটি চিঠি এসেছে: { $subject }
missed-reads = { $contact } পড়লেন: { $text }
missed-places = { $contact } এখন শেষ জায়গাগুলো দেখতে পারেন। সবচেয়ে নতুন: { $place }
missed-hold = { $contact } পরের ধাপের আগে আরও একটু সময় চাইলেন। অন্যরা তা দেখতে পান।
missed-opened = { $contact } এখন কাগজপত্র দেখতে পারেন: { $text }
missed-found = { $name }-এর ফোন পাওয়া গেছে।
missed-stays = আপনি { $key } না চাপা পর্যন্ত পরিবারের পাতা খোলা থাকবে।
missed-done = প্রতিটি ধাপ ঘটেছে।
missed-story = পুরো গল্প এক পাতায়: { $path }
missed-when = কখন
missed-who = কে
missed-what = কী
missed-timeline = ধাপে ধাপে যা ঘটেছে
missed-letters = চিঠিগুলো
missed-map = শেষ জায়গাগুলো
missed-limits-title = এটি যা কথা দেয় না
missed-limits = খবর না আসা মানেই বিপদ নয়, আর বার্তা আসা মানেই নিরাপদ নয়। সার্ভার বার্তা পড়তে পারে না, কিন্তু কখন আসে তা দেখে, আর আটকেও রাখতে পারে। নেটওয়ার্ক ছাড়া ফোন কিছুই পাঠায় না। প্রতিটি ধাপে মানুষকে জানানো হয়; তারা কিছু করবেন, সে কথা কেউ দিতে পারে না।
missed-teller = গল্প
missed-relay = সার্ভার
missed-file-title = কাগজপত্র
