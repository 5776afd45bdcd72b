### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] ዕቅዱ ጀምሯል፦ ከ{ $name } በ{ $count } ሰዓት ውስጥ መልእክት ይጠበቃል።
   *[other] ዕቅዱ ጀምሯል፦ ከ{ $name } በ{ $count } ሰዓታት ውስጥ መልእክት ይጠበቃል።
}
late = የ{ $name } መልእክት ዘግይቷል።
missed = ከ{ $name } በጊዜው መልእክት አልመጣም።
step-told = { $count ->
    [one] ደረጃ { $step }፦ ለ{ $count } ሰው ተነግሯል።
   *[other] ደረጃ { $step }፦ ለ{ $count } ሰዎች ተነግሯል።
}
check-in-came = ከ{ $name } መልእክት መጥቷል። ቀደም ሲል የተነገራቸው ሁሉ ይህን ይሰማሉ።
all-clear = { $name } አደጋው እንዳለፈ አሳውቀዋል።
family-page = የቤተሰብ ገጽ፦ { $url }
