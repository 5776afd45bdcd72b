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
