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
