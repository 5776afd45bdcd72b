### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = নির্ধারিত সময়ের পর থেকে { $name }-এর কোনো খবর আসেনি। খবর না আসা মানেই বিপদ নয়: ফোন বন্ধ বা নষ্ট হতে পারে, অথবা নেটওয়ার্ক না থাকতে পারে। দয়া করে { $name }-এর সঙ্গে যোগাযোগের চেষ্টা করুন।
step-2 = এখনও { $name }-এর কোনো খবর আসেনি। শেষ জানা জায়গাগুলো এখন আপনি দেখতে পারেন। খবর না আসা মানেই বিপদ নয়। দয়া করে অন্য বিশ্বস্ত মানুষদের সঙ্গে কথা বলুন এবং কী করবেন তা একসঙ্গে ঠিক করুন।
step-3 = এখনও { $name }-এর কোনো খবর আসেনি। { $name }-এর রেখে যাওয়া কাগজপত্র এখন আপনি দেখতে পারেন: মালিক, কাজের দালাল, ঠিকানা। খবর না আসা মানেই বিপদ নয়, তবে এখন সাহায্য চাওয়া ভালো।
drill = এটি শুধু একটি মহড়া, বিপদ সংকেত নয়। আপনাকে কীভাবে জানানো হবে, { $name } তা পরখ করে দেখছেন।
drill-answer = দয়া করে এই বার্তাটি খুলুন এবং সত্যি ঘটলে যেমন দিতেন তেমন উত্তর দিন।
check-in-came = { $name }-এর খবর এসেছে। এতে এখনও বোঝা যায় না যে সব ঠিক আছে।
all-clear = { $name } জানিয়েছেন যে বিপদ কেটে গেছে।

## To a contact: what the contact's own app sees.

watch-late = { $name }-এর খবর আসতে দেরি হচ্ছে।
watch-missed = নির্ধারিত সময়ে { $name }-এর খবর আসেনি। খবর না আসা মানেই বিপদ নয়।
watch-relay-silent = সার্ভার সাড়া দিচ্ছে না, তাই খবর দেরিতে আসতে পারে। এই ফোন নিজেও নজর রাখছে।
watch-relay-away = সার্ভার কিছু সময় বন্ধ ছিল, এখন চালু হয়েছে। সতর্কবার্তা নির্ধারিত সময়ের চেয়ে দেরিতে আসতে পারে।
late-minutes = { $count ->
    [one] { $count } মিনিট দেরি
   *[other] { $count } মিনিট দেরি
}
late-hours = { $count ->
    [one] { $count } ঘণ্টা দেরি
   *[other] { $count } ঘণ্টা দেরি
}
late-days = { $count ->
    [one] { $count } দিন দেরি
   *[other] { $count } দিন দেরি
}

## To a contact: what to do now.

todo-title = এখন কী করবেন
todo-answer = এই বার্তার উত্তর দিন, যাতে অন্যরা জানে যে আপনি এটি দেখেছেন।
todo-call = { $name }-কে ফোন করুন এবং বার্তা পাঠান। একাধিকবার চেষ্টা করুন।
todo-other-voice = অন্য কেউ ফোন ধরলে এই সতর্কবার্তার কথা বলবেন না। বলুন, শুধু খোঁজ নিতে ফোন করেছেন।
todo-together = অন্য বিশ্বস্ত মানুষদের সঙ্গে কথা বলুন। কে কী করবে ঠিক করুন।
todo-employer = মালিক বা কাজের দালালকে জানাবেন না। এতে { $name } বিপদে পড়তে পারেন।
todo-places = শেষ জানা জায়গা ও সময় লিখে রাখুন।
todo-report = কাগজপত্র নিয়ে পুলিশ বা অভিবাসী শ্রমিকদের সাহায্য করে এমন সংস্থার কাছে যান। লিখিত প্রতিবেদন চেয়ে নিন।
todo-embassy = { $name }-এর দেশের দূতাবাসে ফোন করুন।
todo-money = কেউ টাকা চাইলে সঙ্গে সঙ্গে দেবেন না। কে এবং কীভাবে চাইল লিখে রাখুন। আগে সাহায্য নিন।
todo-danger = { $name } বিপদে আছেন জানলে সেখানকার পুলিশকে এখনই ফোন করুন।

## By SMS to a contact with a feature phone.

sms-step-1 = { $name }-এর খবর সময়মতো আসেনি। বিপদ না-ও হতে পারে। ফোন করে দেখুন।
sms-step-2 = { $name }-এর এখনও খবর নেই। বিপদ না-ও হতে পারে। পরিবারে কথা বলুন।
sms-step-3 = { $name }-এর এখনও খবর নেই। বিপদ না-ও হতে পারে, তবু পুলিশকে বলুন।
sms-drill = এটি মহড়া, বিপদ সংকেত নয়। { $name } পরখ করছেন। কিছু করতে হবে না।

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = একটু পরে একটি ছোট কাজ আছে
reminder-due = এখন একটি ছোট কাজ আছে
reminder-grace = একটি ছোট কাজ এখনও বাকি

## To the worker: the plan.

plan-journey = যাত্রাপথ
plan-daily = প্রতিদিন
plan-weekly = প্রতি সপ্তাহে
plan-every-hours = { $count ->
    [one] প্রতি { $count } ঘণ্টায় একটি খবর
   *[other] প্রতি { $count } ঘণ্টায় একটি খবর
}
plan-every-days = { $count ->
    [one] প্রতি { $count } দিনে একটি খবর
   *[other] প্রতি { $count } দিনে একটি খবর
}
plan-wait-minutes = { $count ->
    [one] খবর না এলে { $count } মিনিট পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
   *[other] খবর না এলে { $count } মিনিট পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
}
plan-wait-hours = { $count ->
    [one] খবর না এলে { $count } ঘণ্টা পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
   *[other] খবর না এলে { $count } ঘণ্টা পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
}
plan-wait-days = { $count ->
    [one] খবর না এলে { $count } দিন পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
   *[other] খবর না এলে { $count } দিন পরে আপনার বিশ্বস্ত মানুষদের জানানো হবে
}
contacts-covered = { $count ->
    [one] { $count } জনকে জানানো হবে
   *[other] { $count } জনকে জানানো হবে
}
contacts-not-covered = { $count ->
    [one] { $count } জন এখনও এর মধ্যে নেই
   *[other] { $count } জন এখনও এর মধ্যে নেই
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = পরপর এতবার ভুল পিন দিলে এই অ্যাপের সবকিছু নষ্ট হয়ে যায়, যা এখনো পাঠানো হয়নি তাও। যার হাতে ফোন আছে সে এটা ঘটাতে পারে। কেউ বা কিছুই তা ফিরিয়ে আনতে পারে না।

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = { $name } আপনার কাছ থেকে কী পান, আরেকবার দেখে নিন। আপনি কি এখনও তা-ই চান?
consent-lapsed = আপনি উত্তর দেননি, তাই { $name } এখন আর প্রতিটি খবরের সঙ্গে আপনার জায়গা পান না। কোনো সমস্যা হলে তাঁকে এখনও জানানো হবে।
