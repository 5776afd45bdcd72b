### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Pakibuksan ang iyong pahina ng pamilya
mail-body =
    Kumusta,

    may bago para sa iyo. Pakibuksan ang iyong pahina ng pamilya:

    { $url }
mail-urgent-subject = Pakibuksan ngayon ang iyong pahina ng pamilya
mail-urgent-body =
    Kumusta,

    may mahalaga at agaran para sa iyo. Pakibuksan ngayon ang iyong pahina ng pamilya:

    { $url }
mail-practice-subject = Pagsasanay: pakibuksan ang iyong pahina ng pamilya
mail-practice-body =
    Kumusta,

    ito ay pagsasanay lang. Walang nangyari. Pakibuksan ang iyong pahina ng pamilya at sumagot doon, gaya ng gagawin mo kung totoo ito:

    { $url }
confirm-subject = Pakikumpirma: mga mensahe sa address na ito
confirm-body =
    Kumusta,

    may humiling na magpadala kami sa iyo ng mga mensahe rito. Kung pumapayag ka, buksan ang link na ito at pindutin ang buton:

    { $url }

    Kung hindi ka pumapayag, wala kang kailangang gawin. Walang darating na mensahe.
opt-out =
    Para hindi na makatanggap ng mensahe, buksan:
    { $url }

## Push messages.

push-title = Pahina ng pamilya
push-body = May bago. Pakibuksan ang iyong pahina ng pamilya.
push-urgent-title = Pahina ng pamilya: agaran
push-urgent-body = Pakibuksan ngayon ang iyong pahina ng pamilya.
push-practice-title = Pahina ng pamilya: pagsasanay
push-practice-body = Ito ay pagsasanay lang. Pakibuksan ang iyong pahina ng pamilya at sumagot doon.
push-confirm-title = Mga mensahe sa device na ito
push-confirm-body = May humiling na magpadala kami sa iyo ng mga mensahe rito. Kung pumapayag ka, buksan ang mensaheng ito at pindutin ang buton.
push-open = Buksan
push-stop = Itigil ang mga mensahe

## SMS.

sms-question = May gustong magpadala sa iyo ng maiikling mensaheng pangkaligtasan. Sagutin ng 1 kung oo, 3 kung hindi.
sms-footer = Sagutin ng 1: nakita na, 2: ako ang bahala, 3: itigil.
sms-agreed = Salamat. Darating ang mga mensahe sa numerong ito. Sagutin ng 3 para itigil.
sms-refused = Salamat. Walang darating na mensahe.
sms-seen = Salamat. Naitala na nakita mo na.
sms-on-it = Salamat. Naitala na ikaw ang bahala.
sms-stopped = Wala nang darating na mensahe sa numerong ito.
sms-not-understood = Hindi namin naintindihan. Sagutin ng 1: oo o nakita na, 2: ako ang bahala, 3: itigil.
sms-check-in-came = May dumating na balita. Hindi pa nito sinasabi na maayos na ang lahat. Pakituloy ang pagtawag.

## The pages behind the links.

page-confirm-title = Mga mensahe para sa iyo
page-confirm-text = May humiling na magpadala kami sa iyo ng mga mensahe. Pumapayag ka ba? Puwede mong itigil anumang oras.
page-confirm-button = Oo, pumapayag ako
page-confirmed-title = Salamat
page-confirmed-text = Darating sa iyo ang mga mensahe. Bawat isa ay may link para itigil. Puwede mo nang isara ang pahinang ito.
page-opt-out-title = Itigil ang mga mensahe?
page-opt-out-text = Kapag pinindot mo ang buton, wala nang mensaheng darating sa iyo. Hindi ka na rin makatatanggap ng mga babala.
page-opt-out-button = Itigil ang mga mensahe
page-opted-out-title = Itinigil na ang mga mensahe
page-opted-out-text = Wala nang mensaheng darating sa iyo. Puwede mo nang isara ang pahinang ito.
page-expired-title = Hindi na gumagana ang link na ito
page-expired-text = Baka luma na ito o nagamit na. Humingi ng bago sa taong nagbigay nito sa iyo.
page-busy-title = Pakisubukan ulit
page-busy-text = Hindi makasagot ang pahinang ito ngayon. Pakisubukan ulit pagkaraan ng ilang minuto.
