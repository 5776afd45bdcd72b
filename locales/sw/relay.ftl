### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Tafadhali fungua ukurasa wako wa familia
mail-body =
    Habari,

    kuna jambo jipya kwa ajili yako. Tafadhali fungua ukurasa wako wa familia:

    { $url }
mail-urgent-subject = Tafadhali fungua ukurasa wako wa familia sasa
mail-urgent-body =
    Habari,

    kuna jambo la haraka kwa ajili yako. Tafadhali fungua ukurasa wako wa familia sasa:

    { $url }
mail-practice-subject = Zoezi: tafadhali fungua ukurasa wako wa familia
mail-practice-body =
    Habari,

    hili ni zoezi tu. Hakuna kilichotokea. Tafadhali fungua ukurasa wako wa familia na ujibu hapo, kama vile ungefanya jambo likiwa la kweli:

    { $url }
confirm-subject = Tafadhali thibitisha: ujumbe kwa anwani hii
confirm-body =
    Habari,

    mtu fulani ameomba tukutumie ujumbe hapa. Ukikubali, fungua kiungo hiki na ubonyeze kitufe:

    { $url }

    Usipokubali, usifanye chochote. Hakuna ujumbe utakaokuja.
opt-out =
    Ili usipate ujumbe tena, fungua:
    { $url }

## Push messages.

push-title = Ukurasa wa familia
push-body = Kuna jambo jipya. Tafadhali fungua ukurasa wako wa familia.
push-urgent-title = Ukurasa wa familia: haraka
push-urgent-body = Tafadhali fungua ukurasa wako wa familia sasa.
push-practice-title = Ukurasa wa familia: zoezi
push-practice-body = Hili ni zoezi tu. Tafadhali fungua ukurasa wako wa familia na ujibu hapo.
push-confirm-title = Ujumbe kwa simu hii
push-confirm-body = Mtu fulani ameomba tukutumie ujumbe hapa. Ukikubali, fungua ujumbe huu na ubonyeze kitufe.
push-open = Fungua
push-stop = Acha kutuma ujumbe

## SMS.

sms-question = Mtu fulani anataka kukutumia ujumbe mfupi wa usalama. Jibu 1 kwa ndiyo, 3 kwa hapana.
sms-footer = Jibu 1: nimeona, 2: ninashughulikia, 3: acha.
sms-agreed = Asante. Ujumbe utakuja kwa nambari hii. Jibu 3 ili kuacha.
sms-refused = Asante. Hakuna ujumbe utakaokuja.
sms-seen = Asante. Tumeandika kwamba umeona.
sms-on-it = Asante. Tumeandika kwamba unashughulikia.
sms-stopped = Hakuna ujumbe mwingine utakaokuja kwa nambari hii.
sms-not-understood = Hatukuelewa. Jibu 1: ndiyo au nimeona, 2: ninashughulikia, 3: acha.
sms-check-in-came = Taarifa imefika. Bado haimaanishi kwamba kila kitu ni salama. Tafadhali endelea kupiga simu.

## The pages behind the links.

page-confirm-title = Ujumbe kwa ajili yako
page-confirm-text = Mtu fulani ameomba tukutumie ujumbe. Je, unakubali? Unaweza kuacha wakati wowote.
page-confirm-button = Ndiyo, ninakubali
page-confirmed-title = Asante
page-confirmed-text = Ujumbe utakufikia. Kila ujumbe una kiungo cha kuacha. Unaweza kufunga ukurasa huu.
page-opt-out-title = Ungependa kuacha kupata ujumbe?
page-opt-out-text = Ukibonyeza kitufe, hutapata ujumbe tena. Hutapata arifa za hatari pia.
page-opt-out-button = Acha kutuma ujumbe
page-opted-out-title = Ujumbe umesimamishwa
page-opted-out-text = Hutapata ujumbe tena. Unaweza kufunga ukurasa huu.
page-expired-title = Kiungo hiki hakifanyi kazi tena
page-expired-text = Huenda ni cha zamani au kimeshatumika. Tafadhali mwombe aliyekupa akupe kingine kipya.
page-busy-title = Tafadhali jaribu tena
page-busy-text = Ukurasa huu hauwezi kujibu sasa. Tafadhali jaribu tena baada ya dakika chache.
