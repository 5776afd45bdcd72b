### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = ໜ້າຄອບຄົວ
skip-to-content = ໄປຫາເນື້ອໃນ
language = ພາສາ
back = ກັບຄືນ
cancel = ຍົກເລີກ
save = ບັນທຶກ
saved = ບັນທຶກແລ້ວ
nobody = ຄົນຂອງທ່ານ

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = ໜ້າຄອບຄົວຂອງທ່ານ
start-text = ຄົນທີ່ໄວ້ໃຈທ່ານໄດ້ໃຫ້ໜ້ານີ້ແກ່ທ່ານ. ມັນບອກວ່າເຂົາເປັນແນວໃດ ແລະ ແຈ້ງທ່ານຖ້າມີຫຍັງຜິດປົກກະຕິ.
start-open = ເປີດໜ້າຂອງຂ້ອຍ
start-note = ຈະບໍ່ໂຫຼດຫຍັງກ່ອນທ່ານກົດປຸ່ມ.
start-keep = ເກັບລິ້ງໄວ້ໃຫ້ດີ. ມັນເປັນທາງກັບເຂົ້າມາ. ຢ່າໃຫ້ໃຜ.
link-in-history = ບຣາວເຊີຂອງທ່ານອາດເກັບລິ້ງນີ້ໄວ້ໃນປະຫວັດ. ຖ້າຄົນອື່ນໃຊ້ເຄື່ອງນີ້, ໃຫ້ລຶບມັນອອກຈາກບ່ອນນັ້ນ.

nolink-title = ເປີດໜ້າຂອງທ່ານດ້ວຍລິ້ງຂອງທ່ານ
nolink-text = ວາງລິ້ງທີ່ທ່ານໄດ້ຮັບ. ລິ້ງຂຶ້ນຕົ້ນດ້ວຍ “http” ແລະ ມີ “#WF1” ຢູ່ຂ້າງໃນ.
nolink-label = ລິ້ງຂອງທ່ານ
nolink-open = ເປີດ

link-not-ours = ນີ້ບໍ່ແມ່ນລິ້ງຂອງໜ້າຄອບຄົວ. ກະລຸນາສຳເນົາລິ້ງທັງໝົດອີກ.
link-damaged = ລິ້ງນີ້ເສຍຫາຍ. ມີບາງສ່ວນຂາດ ຫຼື ຖືກປ່ຽນ. ກະລຸນາສຳເນົາລິ້ງທັງໝົດອີກ.
link-too-new = ລິ້ງນີ້ສ້າງຈາກລຸ້ນທີ່ໃໝ່ກວ່າ. ໂຫຼດໜ້ານີ້ອີກ. ຖ້າຍັງບໍ່ໄດ້, ໃຊ້ໜ້າທີ່ຢູ່ຕາມທີ່ຢູ່ໃນລິ້ງ.
link-wrong-kind = ນີ້ແມ່ນລະຫັດສຳລັບແອັບ, ບໍ່ແມ່ນສຳລັບໜ້າຄອບຄົວ. ຂໍລິ້ງໜ້າຄອບຄົວຂອງທ່ານ.
link-invalid = ມີບາງຢ່າງຜິດໃນລິ້ງນີ້. ຂໍລິ້ງໃໝ່.
link-other-place = ລິ້ງນີ້ເປັນຂອງທີ່ຢູ່ອື່ນ. ກະລຸນາເປີດຢູ່ທີ່ນັ້ນ: { $url }
link-too-many = ໜ້ານີ້ໃສ່ໄດ້ 200 ຄົນ. ເອົາອອກຜູ້ໜຶ່ງກ່ອນເພີ່ມຄົນໃໝ່.

storage-none = ບຣາວເຊີນີ້ບໍ່ເກັບຫຍັງໄວ້. ເມື່ອປິດໜ້ານີ້, ທ່ານຕ້ອງໃຊ້ລິ້ງອີກ.
storage-full = ເຄື່ອງນີ້ບໍ່ມີບ່ອນຫວ່າງແລ້ວ. ສິ່ງທີ່ທ່ານມີຍັງຢູ່. ກະລຸນາລຶບບາງຢ່າງເພື່ອໃຫ້ມີບ່ອນຫວ່າງ.
storage-too-new = ບຣາວເຊີນີ້ເຄີຍໃຊ້ໜ້ານີ້ລຸ້ນທີ່ໃໝ່ກວ່າ. ກະລຸນາປິດໜ້າຕ່າງທັງໝົດ ແລ້ວໂຫຼດໜ້າອີກ.
not-secure = ທີ່ຢູ່ນີ້ບໍ່ມີການປ້ອງກັນ, ບຣາວເຊີຈຶ່ງເປີດຂໍ້ຄວາມບໍ່ໄດ້. ໃຊ້ທີ່ຢູ່ທີ່ຂຶ້ນຕົ້ນດ້ວຍ “https” ຫຼື ໜ້າທີ່ບັນທຶກເປັນໄຟລ໌.
something-wrong = ໜ້ານີ້ມີບັນຫາ. ສິ່ງທີ່ທ່ານມີຍັງຢູ່. ໂຫຼດໜ້າອີກ.

## Whether this page is in touch with the relay.

sync-now = ກຳລັງເບິ່ງຂ່າວໃໝ່ …
sync-ok = ເບິ່ງຂ່າວໃໝ່ແລ້ວ { $ago }
sync-never = ຍັງບໍ່ໄດ້ເຊື່ອມຕໍ່
sync-button = ເບິ່ງຂ່າວໃໝ່ດຽວນີ້
sync-unreachable = ຕິດຕໍ່ເຊີບເວີບໍ່ໄດ້. ໜ້ານີ້ສະແດງສິ່ງທີ່ມີຢູ່ ແລະ ລອງຕໍ່ໄປ.
sync-refused = ເຊີບເວີບໍ່ຍອມຕອບໃນຕອນນີ້. ໜ້ານີ້ສະແດງສິ່ງທີ່ມີຢູ່ ແລະ ລອງຕໍ່ໄປ.
sync-garbage = ຄຳຕອບຂອງເຊີບເວີອ່ານບໍ່ເຂົ້າໃຈ. ໜ້ານີ້ສະແດງສິ່ງທີ່ມີຢູ່ ແລະ ລອງຕໍ່ໄປ.
sync-busy = ເຊີບເວີບໍ່ຫວ່າງ. ໜ້ານີ້ລອງຕໍ່ໄປ.
sync-taken = ເຊີບເວີບໍ່ຮັບລິ້ງນີ້. ຂໍລິ້ງໃໝ່.
sync-away = ເຊີບເວີຂາດໄປແຕ່ { $from } ຫາ { $to }. ການແຈ້ງເຕືອນໃນຊ່ວງນັ້ນອາດມາຊ້າ.
clock-ahead = ໂມງຂອງເຄື່ອງນີ້ໄວກວ່າຂອງເຊີບເວີ { $by }. ເວລາໃນໜ້ານີ້ອາດຜິດ.
clock-behind = ໂມງຂອງເຄື່ອງນີ້ຊ້າກວ່າຂອງເຊີບເວີ { $by }. ເວລາໃນໜ້ານີ້ອາດຜິດ.

## How things stand. The title is the biggest text on the page.

situation-heading = ສະຖານະການດຽວນີ້
sos-title = { $name } ຂໍຄວາມຊ່ວຍເຫຼືອ
sos-when = ສົ່ງເມື່ອ { $time } ({ $ago }).
sos-from-locked = ສົ່ງໂດຍບໍ່ໄດ້ປົດລັອກໂທລະສັບ.
sos-open = ການຂໍຄວາມຊ່ວຍເຫຼືອນີ້ຍັງເປີດຢູ່ຈົນກວ່າ { $name } ຢືນຢັນວ່າພົ້ນອັນຕະລາຍແລ້ວ.
duress-title = { $name } ອາດຖືກບັງຄັບ
duress-text = ມີຂໍ້ຄວາມຈາກສ່ວນຂອງໂທລະສັບທີ່ { $name } ເປີດເມື່ອຖືກບັງຄັບ. ຢ່າເຊື່ອວ່າທຸກຢ່າງດີ. ຢ່າເວົ້າເຖິງເລື່ອງນີ້ໃນຄຳຕອບ.
missed-title = ບໍ່ມີຂ່າວຈາກ { $name }
missed-text = ຄວນມີຂ່າວກ່ອນ { $due }. ຖືວ່າຂາດຂ່າວແຕ່ { $missed }.
late-title = ຂ່າວຈາກ { $name } ມາຊ້າ
late-text = ຄວນມີຂ່າວກ່ອນ { $due } ({ $ago }). ຖ້າຍັງບໍ່ມີ, ຈະຖືວ່າຂາດຂ່າວແຕ່ { $missed }.
ok-title = { $name } ສົ່ງຂ່າວແລ້ວ
ok-text = ຂ່າວເທື່ອຕໍ່ໄປຄວນມາກ່ອນ { $due }.
paused-title = ການສົ່ງຂ່າວຂອງ { $name } ຢຸດໄວ້ຊົ່ວຄາວ
paused-text = ຢຸດຮອດ { $until }. ຂ່າວເທື່ອຕໍ່ໄປຄວນມາກ່ອນ { $due }.
noplan-title = { $name } ບໍ່ມີແຜນການສົ່ງຂ່າວ
noplan-text = ທ່ານຈະເຫັນຂໍ້ຄວາມຢູ່ນີ້. ຖ້າບໍ່ມີຂໍ້ຄວາມ, ຈະບໍ່ແຈ້ງໃຜ.
waiting-title = ຍັງບໍ່ມີຫຍັງມາ
waiting-text = ຂໍ້ຄວາມທຳອິດຈະສະແດງຢູ່ນີ້. ທ່ານປິດໜ້ານີ້ແລ້ວກັບມາໃໝ່ໄດ້.
ended-title = { $name } ໄດ້ຢຸດເລື່ອງນີ້ແລ້ວ
ended-text = ຈະບໍ່ມີຂໍ້ຄວາມໃໝ່. ສິ່ງທີ່ມາກ່ອນຍັງຢູ່ນີ້.
last-heard = ໄດ້ຂ່າວຫຼ້າສຸດ: { $time } ({ $ago })
last-heard-never = ຍັງບໍ່ມີຂ່າວ
last-check-in = ສົ່ງຂ່າວເທື່ອຫຼ້າສຸດ: { $time } ({ $ago })
not-proof = ການບໍ່ມີຂ່າວບໍ່ໄດ້ໝາຍຄວາມວ່າເກີດເລື່ອງຮ້າຍ. ໂທລະສັບອາດໝົດແບັດ, ເສຍ ຫຼື ບໍ່ມີເຄືອຂ່າຍ.
told-you = ເຊີບເວີແຈ້ງຂັ້ນທີ { $step } ຈາກ { $steps } ແລ້ວ, { $time }.
practice-now = ນີ້ແມ່ນການຝຶກຊ້ອມ. ບໍ່ໄດ້ເກີດຫຍັງຂຶ້ນ.

short-sos = ຂໍຄວາມຊ່ວຍເຫຼືອ
short-duress = ຖືກບັງຄັບ
short-missed = ຂາດຂ່າວ
short-late = ມາຊ້າ
short-ok = ສົ່ງຂ່າວແລ້ວ
short-paused = ຢຸດຊົ່ວຄາວ
short-noplan = ບໍ່ມີແຜນ
short-waiting = ຍັງບໍ່ມີຫຍັງ
short-ended = ຢຸດແລ້ວ

## What to do now.

todo-heading = ສິ່ງທີ່ຄວນເຮັດດຽວນີ້
todo-sos-1 = ກົດ “ຂ້ອຍເຫັນແລ້ວ”. ແລ້ວ { $name } ຈະຮູ້ໄດ້ວ່າການຂໍຄວາມຊ່ວຍເຫຼືອມາຮອດແລ້ວ.
todo-sos-2 = ເບິ່ງສະຖານທີ່ຢູ່ລຸ່ມນີ້. ພິມ ຫຼື ບັນທຶກໃບສະຫຼຸບເລື່ອງ.
todo-sos-3 = ໂທຫາຕຳຫຼວດຢູ່ບ່ອນທີ່ { $name } ຢູ່ ຫຼື ອົງການທີ່ຊ່ວຍ. ເອົາໃບສະຫຼຸບເລື່ອງໃຫ້ເຂົາ.
todo-sos-4 = ຢ່າໂທ ຫຼື ສົ່ງຂໍ້ຄວາມຫາ { $name } ທາງອື່ນ ຖ້າບໍ່ແນ່ໃຈວ່າປອດໄພ. ຄົນອື່ນອາດຖືໂທລະສັບຢູ່.
todo-sos-5 = ເປີດໜ້ານີ້ໄວ້. ສິ່ງທີ່ມາຕໍ່ໄປຈະສະແດງຢູ່ນີ້.
todo-duress-1 = ຢ່າຕອບຄືກັບວ່າທ່ານຮູ້.
todo-duress-2 = ໂທຫາອົງການທີ່ຊ່ວຍ ຫຼື ຕຳຫຼວດ. ເອົາໃບສະຫຼຸບເລື່ອງໃຫ້ເຂົາ.
todo-missed-1 = ໃຈເຢັນໆ. ການບໍ່ມີຂ່າວສ່ວນຫຼາຍມີເຫດຜົນທຳມະດາ.
todo-missed-2 = ຖາມຄົນອື່ນທີ່ຮູ້ຈັກ { $name } ວ່າໄດ້ຂ່າວຫຍັງບໍ່.
todo-missed-3 = ລອງຕິດຕໍ່ { $name } ໃນທາງທີ່ປອດໄພສຳລັບເຂົາ. ຄົນອື່ນອາດຖືໂທລະສັບຢູ່.
todo-missed-4 = ກົດ “ຂ້ອຍກຳລັງຈັດການ” ເພື່ອໃຫ້ຄົນອື່ນຮູ້ວ່າມີຄົນເຮັດຢູ່.
todo-missed-5 = ຖ້າບໍ່ຮູ້ຫຍັງເພີ່ມ, ໂທຫາຕຳຫຼວດ ຫຼື ອົງການທີ່ຊ່ວຍ. ເອົາໃບສະຫຼຸບເລື່ອງໃຫ້ເຂົາ.
todo-missed-next = ຖ້າຍັງບໍ່ມີຂ່າວ, ເຊີບເວີຈະແຈ້ງຂັ້ນຕໍ່ໄປ { $time }.
todo-late-1 = ທ່ານຍັງບໍ່ຕ້ອງເຮັດຫຍັງ.
todo-late-2 = ກັບມາເບິ່ງຢູ່ນີ້ຫຼັງ { $missed }. ຖ້າທ່ານຕັ້ງການແຈ້ງເຕືອນຢູ່ລຸ່ມນີ້, ທ່ານຈະໄດ້ຮັບແຈ້ງ.
todo-ok-1 = ທ່ານບໍ່ຕ້ອງເຮັດຫຍັງ.
todo-alerts = ຕັ້ງການແຈ້ງເຕືອນ ເພື່ອໃຫ້ທ່ານຮູ້ເມື່ອມີຫຍັງຜິດປົກກະຕິ.
todo-waiting-1 = ພິມໃບກູ້ຄືນຂອງທ່ານ ແລະ ເກັບໄວ້ບ່ອນປອດໄພ.

## Places.

places-heading = ສະຖານທີ່
places-none = ຍັງບໍ່ມີສະຖານທີ່ມາ.
places-sealed = ມີສະຖານທີ່ມາກັບຂ່າວ ແຕ່ຖືກຜະນຶກໄວ້. ຂັ້ນຕໍ່ໆໄປຈະເປີດຖ້າ { $name } ຍັງງຽບຢູ່.
places-latest = ສະຖານທີ່ໃໝ່ສຸດ
place-time = { $time } ({ $ago })
place-accuracy = ພາຍໃນ { $metres } ແມັດ
place-when = ເມື່ອໃດ
place-where = ຢູ່ໃສ
copy = ສຳເນົາ
copied = ສຳເນົາແລ້ວ
open-in-app = ເປີດໃນແອັບແຜນທີ່
open-in-web = ເປີດໃນ OpenStreetMap
map-warning = ແອັບແຜນທີ່ ຫຼື OpenStreetMap ຈະຮູ້ວ່າທ່ານເບິ່ງສະຖານທີ່ໃດ.
track-label = ຮູບແຕ້ມທີ່ມີ { $count } ສະຖານທີ່, ຈາກເກົ່າສຸດຫາໃໝ່ສຸດ. ທັງໝົດຢູ່ໃນລາຍການລຸ່ມນີ້.
track-oldest = ເກົ່າສຸດ
track-newest = ໃໝ່ສຸດ
track-north = ທິດເໜືອຢູ່ຂ້າງເທິງ
length-metres = { $count } ມ
length-kilometres = { $count } ກມ
places-phone-clock = ເວລາຂອງສະຖານທີ່ແມ່ນຕາມໂມງໂທລະສັບ ເຊິ່ງອາດຜິດ.

## What came and what was told.

history-heading = ສິ່ງທີ່ມາ, ໃໝ່ສຸດກ່ອນ
history-empty = ຍັງບໍ່ມີ.
history-more = ສະແດງອັນເກົ່າກວ່າ
new-mark = ໃໝ່
came-check-in-ok = ຂ່າວ: “ຂ້ອຍຢູ່ນີ້, ທຸກຢ່າງດີ.”
came-check-in-uneasy = ຂ່າວ: “ມີບາງຢ່າງຜິດປົກກະຕິ.”
came-check-in-moved = ຂ່າວ: “ຂ້ອຍຢູ່ບ່ອນອື່ນ.”
came-sos = ຂໍຄວາມຊ່ວຍເຫຼືອ
came-sos-cleared = ຂໍຄວາມຊ່ວຍເຫຼືອ, ຈົບດ້ວຍການຢືນຢັນວ່າພົ້ນອັນຕະລາຍ
came-all-clear = ພົ້ນອັນຕະລາຍແລ້ວ: ການຂໍຄວາມຊ່ວຍເຫຼືອຈົບແລ້ວ
came-opened = ແອັບຖືກເປີດໃນໂທລະສັບ
came-opened-duress = ແອັບຖືກເປີດດ້ວຍວິທີທີ່ໃຊ້ເມື່ອຖືກບັງຄັບ
came-hello = ທ່ານໄດ້ເປັນຜູ້ຕິດຕໍ່ທີ່ໄວ້ໃຈ
came-farewell = ເລື່ອງນີ້ຢຸດແລ້ວ
came-last-place = ສະຖານທີ່ຫຼ້າສຸດທີ່ໂທລະສັບຮູ້
came-plan-armed = ຕັ້ງແຜນການສົ່ງຂ່າວແລ້ວ
came-plan-paused = ຢຸດສົ່ງຂ່າວຊົ່ວຄາວຮອດ { $until }
came-plan-ended = ແຜນການສົ່ງຂ່າວຢຸດແລ້ວ
came-plan-drill = ເລີ່ມການຝຶກຊ້ອມແລ້ວ
came-words = ຂັ້ນທີ { $step }, ດ້ວຍຄຳທີ່ { $name } ອະນຸຍາດ
came-words-practice = ການຝຶກຊ້ອມ, ຂັ້ນທີ { $step }
told-step = ເຊີບເວີແຈ້ງຂັ້ນທີ { $step } ຈາກ { $steps }: ບໍ່ມີຂ່າວມາ
told-step-practice = ການຝຶກຊ້ອມ: ເຊີບເວີແຈ້ງຂັ້ນທີ { $step } ຈາກ { $steps }
told-check-in = ມີຂ່າວມາຫຼັງຈາກທ່ານໄດ້ຮັບແຈ້ງ. ແຕ່ບໍ່ໄດ້ໝາຍຄວາມວ່າທຸກຢ່າງດີ.
told-held = { $who } ເລື່ອນຂັ້ນທີ { $step } ໄປຮອດ { $until }
told-held-unverified = ເຊີບເວີບອກວ່າຂັ້ນທີ { $step } ເລື່ອນໄປຮອດ { $until }. ບໍ່ມີລາຍເຊັນຢັ້ງຢືນ.
told-paused = ເຊີບເວີບອກວ່າ: ຢຸດຊົ່ວຄາວຮອດ { $until }
told-ended = ເຊີບເວີບອກວ່າ: ແຜນຢຸດແລ້ວ
told-away = ເຊີບເວີຂາດໄປແຕ່ { $from } ຫາ { $to }
told-places = ສະຖານທີ່ຈາກຂ່າວກ່ອນໜ້າເປີດໃຫ້ທ່ານແລ້ວ
told-file = ເຊີບເວີເປີດເອກະສານສ່ວນຂອງມັນແລ້ວ
you-seen = ທ່ານຕອບວ່າ: ຂ້ອຍເຫັນແລ້ວ
you-on-it = ທ່ານຕອບວ່າ: ຂ້ອຍກຳລັງຈັດການ
you-text = ທ່ານຂຽນວ່າ
came-unknown = ຂໍ້ຄວາມທີ່ລຸ້ນນີ້ສະແດງບໍ່ໄດ້
from-phone = ຈາກໂທລະສັບຂອງ { $name }
from-relay = ຈາກເຊີບເວີ
from-you = ຈາກທ່ານ
sent-locked = ສົ່ງໂດຍບໍ່ໄດ້ປົດລັອກໂທລະສັບ
sent-duress = ສົ່ງຈາກສ່ວນຂອງໂທລະສັບທີ່ເປີດເມື່ອຖືກບັງຄັບ
battery = ແບັດເຕີຣີ { $percent } %
phone-time = ຕາມໂມງໂທລະສັບ: { $time }
reply-saved = ບັນທຶກໄວ້ນີ້ແລ້ວ. ຈະສົ່ງເມື່ອຕິດຕໍ່ເຊີບເວີໄດ້.
reply-at-relay = ຢູ່ເຊີບເວີແລ້ວ. ໂທລະສັບຈະຮັບເມື່ອມີເຄືອຂ່າຍ; ໜ້ານີ້ບໍ່ຮູ້ວ່າເມື່ອໃດ.
mailbox-full = ກ່ອງຂໍ້ຄວາມຂອງໂທລະສັບເຕັມ. ຄຳຕອບຂອງທ່ານເກັບໄວ້ນີ້ ແລະ ຈະລອງສົ່ງອີກ.
mailbox-unknown = ຕອນນີ້ເຊີບເວີບໍ່ຮູ້ຈັກກ່ອງຂໍ້ຄວາມຂອງໂທລະສັບ. ຄຳຕອບຂອງທ່ານເກັບໄວ້ນີ້ ແລະ ຈະລອງສົ່ງອີກ.

## Replies.

reply-heading = ຕອບ
reply-seen = ຂ້ອຍເຫັນແລ້ວ
reply-on-it = ຂ້ອຍກຳລັງຈັດການ
reply-label = ຄຳຂອງທ່ານເຖິງ { $name }
reply-send = ສົ່ງ
reply-careful = ຢ່າຂຽນສິ່ງທີ່ອາດເປັນອັນຕະລາຍຕໍ່ { $name } ຖ້າຄົນອື່ນອ່ານ.
reply-too-long = ຍາວເກີນໄປ. ກະລຸນາຂຽນໃຫ້ສັ້ນລົງ.
reply-done = ຄຳຕອບຂອງທ່ານບັນທຶກແລ້ວ. ຈະສົ່ງໄວທີ່ສຸດ.

## What happens if no check-in comes.

plan-heading = ຈະເກີດຫຍັງຂຶ້ນຖ້າບໍ່ມີຂ່າວ
plan-timing = ຄວນມີຂ່າວທຸກ { $interval }. ຫຼັງຈາກນັ້ນຈະລໍຖ້າອີກ { $grace }.
plan-step-you = ຂັ້ນທີ { $step }, { $time }: ແຈ້ງທ່ານ.
plan-step-others = ຂັ້ນທີ { $step }, { $time }: ແຈ້ງຄົນອື່ນ.
plan-step-done = ຂັ້ນທີ { $step }: ແຈ້ງແລ້ວ.
plan-practice = ທ່ານອາດໄດ້ຮັບການຝຶກຊ້ອມນຳ. ມັນຈະບອກໄວ້ຊັດເຈນ.
hold-heading = ເລື່ອນຂັ້ນຕໍ່ໄປ
hold-explain = ຖ້າທ່ານຮູ້ວ່າ { $name } ປອດໄພ, ທ່ານເລື່ອນຂັ້ນທີ { $step } ໄດ້. ທຸກຄົນທີ່ໄດ້ຮັບແຈ້ງຈະເຫັນວ່າທ່ານເປັນຜູ້ເລື່ອນ. ເລື່ອນໄດ້ເທື່ອລະ 24 ຊົ່ວໂມງ, ລວມບໍ່ເກີນ 72 ຊົ່ວໂມງ.
hold-hours = ດົນປານໃດ
hold-button = ເລື່ອນຂັ້ນທີ { $step }
hold-sure = ເຮັດແບບນີ້ສະເພາະເມື່ອທ່ານໄດ້ຂ່າວຈາກ { $name } ທາງອື່ນ. ຈະເລື່ອນບໍ່?
hold-saved = ຄວາມຕ້ອງການຂອງທ່ານບັນທຶກແລ້ວ. ມີຜົນເມື່ອເຊີບເວີຮັບ.
hold-accepted = ເຊີບເວີຮັບແລ້ວ.
hold-refused = ເຊີບເວີບໍ່ຮັບ. ຂັ້ນນີ້ຈະມາຕາມແຜນ.
held-now = { $who } ເລື່ອນຂັ້ນທີ { $step } ໄປຮອດ { $until }.
held-now-unverified = ເຊີບເວີບອກວ່າຂັ້ນທີ { $step } ເລື່ອນໄປຮອດ { $until }. ບໍ່ມີລາຍເຊັນຢັ້ງຢືນ.
somebody = ຜູ້ຕິດຕໍ່ຜູ້ໜຶ່ງ
yourself = ທ່ານ

## The file: what the worker wrote down before leaving.

file-heading = ເອກະສານ
file-explain = { $name } ຂຽນໄວ້ກ່ອນອອກເດີນທາງ ເຜື່ອມີຫຍັງເກີດຂຶ້ນ.
file-waiting = ເອກະສານຍັງປິດຢູ່. ຂັ້ນຕໍ່ໆໄປຈະເປີດ.
file-shares = ເອກະສານຈະເປີດເມື່ອພວກທ່ານ { $need } ຄົນໃຫ້ສ່ວນຂອງຕົນ. ໃຫ້ແລ້ວ: { $have }.
file-give = ໃຫ້ສ່ວນຂອງຂ້ອຍ
file-give-sure = ເມື່ອໄດ້ພໍແລ້ວ, ຄົນອື່ນກໍເປີດເອກະສານໄດ້. ເອົາຄືນບໍ່ໄດ້.
file-given-saved = ສ່ວນຂອງທ່ານບັນທຶກແລ້ວ. ຈະສົ່ງເມື່ອຕິດຕໍ່ເຊີບເວີໄດ້.
file-given = ໃຫ້ສ່ວນຂອງທ່ານແລ້ວ. ໜ້ານີ້ກຳລັງຊອກຫາສ່ວນອື່ນ.
file-download = ໂຫຼດເອກະສານ
file-download-more = ໂຫຼດເອກະສານຕໍ່
file-progress = ໂຫຼດແລ້ວ { $have } ຈາກ { $count } ສ່ວນ
file-open = ເປີດເອກະສານ
file-damaged = ເອກະສານບາງສ່ວນເສຍຫາຍ. ໂຫຼດອີກ.
file-not-released = ເຊີບເວີຍັງບໍ່ໃຫ້ເອກະສານ. ລອງອີກພາຍຫຼັງ.
file-wrong-shares = ສ່ວນຕ່າງໆບໍ່ເຂົ້າກັນ. ລໍຖ້າສ່ວນອື່ນ.
file-made = ຂຽນເມື່ອ { $time }, ຕາມໂມງໂທລະສັບ
field-1 = ຂ້ອຍແມ່ນໃຜ
field-2 = ເອກະສານປະຈຳຕົວ
field-3 = ນາຍຈ້າງ
field-4 = ນາຍໜ້າ ແລະ ພວກເຮົາພົບກັນແນວໃດ
field-5 = ວຽກ ແລະ ຄ່າຈ້າງທີ່ສັນຍາໄວ້
field-6 = ທີ່ຢູ່
field-7 = ເສັ້ນທາງ ແລະ ປີ້
field-8 = ຄົນທີ່ຄວນໂທຫາ
field-9 = ບັນທຶກ
field-other = ອື່ນໆ
attachments-heading = ຮູບ ແລະ ເອກະສານ
attachment-save = ບັນທຶກ { $file }
attachment-picture = ຮູບ: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = ໃບສະຫຼຸບເລື່ອງ
sheet-explain = ທຸກຢ່າງທີ່ໜ້ານີ້ຮູ້, ເປັນເຈ້ຍ ຫຼື ໄຟລ໌. ເອົາໃຫ້ຕຳຫຼວດ ຫຼື ອົງການທີ່ຊ່ວຍ.
sheet-show = ສະແດງໃບສະຫຼຸບເລື່ອງ
sheet-print = ພິມ
sheet-json = ບັນທຶກເປັນໄຟລ໌ (JSON)
sheet-made = ເຮັດເມື່ອ { $time }. ເວລາແມ່ນຕາມເຂດເວລາ { $zone }.
sheet-who = ໃຜ
sheet-name = ຊື່
sheet-own-name = ຊື່ທີ່ໃຊ້ເອງ
sheet-identity = ເຄື່ອງໝາຍຂອງຜູ້ຕິດຕໍ່ນີ້
sheet-stands = ສະຖານະການດຽວນີ້
sheet-messages = ຂໍ້ຄວາມ
sheet-told = ເຊີບເວີແຈ້ງຫຍັງ, ເມື່ອໃດ
sheet-source = ທີ່ມາ
sheet-what = ຫຍັງ
sheet-sources = ແຕ່ລະເລື່ອງມາຈາກໃສ
sheet-source-phone = ໂທລະສັບ: ບອກໂດຍໂທລະສັບຂອງ { $name }, ຜະນຶກໄວ້ຈົນບໍ່ມີໃຜຢູ່ກາງທາງອ່ານ ຫຼື ປ່ຽນໄດ້. ໂມງຂອງມັນ ແລະ ສິ່ງທີ່ພິມອາດຜິດ.
sheet-source-relay = ເຊີບເວີ: ບອກໂດຍເຊີບເວີ ເຊິ່ງອ່ານຂໍ້ຄວາມບໍ່ໄດ້. ເວລາມາຮອດແມ່ນຂອງມັນເອງ.
sheet-source-page = ໜ້ານີ້: ຄິດໄລ່ ຫຼື ຂຽນໃນໜ້ານີ້.
source-phone = ໂທລະສັບ
source-relay = ເຊີບເວີ
source-page = ໜ້ານີ້
sheet-notes = ບັນທຶກສ່ວນຕົວ
sheet-notes-include = ໃສ່ບັນທຶກສ່ວນຕົວຂອງຂ້ອຍໃນໃບນີ້
sheet-file-missing = ເອກະສານບໍ່ຢູ່ໃນໃບນີ້ ເພາະຍັງບໍ່ໄດ້ເປີດໃນໜ້ານີ້.

## The recovery sheet.

recovery-heading = ໃບກູ້ຄືນ
recovery-explain = ຖ້າເຄື່ອງນີ້ເສຍ ຫຼື ຖືກລຶບ, ທ່ານຕ້ອງໃຊ້ລິ້ງເພື່ອກັບເຂົ້າມາ. ພິມໃບນີ້ ແລະ ເກັບໄວ້ບ່ອນທີ່ບໍ່ມີໃຜພົບ. ໃຜມີໃບນີ້ກໍອ່ານສິ່ງທີ່ສົ່ງຫາທ່ານໄດ້.
recovery-show = ສະແດງໃບກູ້ຄືນ
recovery-recommended = ພິມໃບກູ້ຄືນຂອງທ່ານກ່ອນ.
recovery-later = ພາຍຫຼັງ
recovery-print = ພິມ
recovery-text = ສະແກນຮູບນີ້ດ້ວຍໂທລະສັບ, ຫຼື ພິມລິ້ງ:
recovery-qr = ລິ້ງເປັນຮູບສຳລັບສະແກນ

## Alerts when the page is closed.

alerts-heading = ການແຈ້ງເຕືອນ
alerts-explain = ທ່ານຮັບແຈ້ງໄດ້ເມື່ອມີເລື່ອງໃໝ່, ເຖິງວ່າປິດໜ້ານີ້ຢູ່. ມັນຈະບອກພຽງແຕ່ວ່າ: ກະລຸນາເປີດໜ້າຄອບຄົວຂອງທ່ານ.
alerts-push = ການແຈ້ງເຕືອນໃນບຣາວເຊີນີ້
alerts-push-on = ເປີດ
alerts-push-off = ປິດ
alerts-push-is-on = ການແຈ້ງເຕືອນໃນບຣາວເຊີນີ້ເປີດຢູ່.
alerts-push-denied = ບຣາວເຊີນີ້ບໍ່ອະນຸຍາດການແຈ້ງເຕືອນຈາກໜ້ານີ້. ທ່ານປ່ຽນໄດ້ໃນການຕັ້ງຄ່າ.
alerts-push-unsupported = ບຣາວເຊີນີ້ບໍ່ມີການແຈ້ງເຕືອນ. ເລືອກວິທີອື່ນຢູ່ລຸ່ມນີ້.
alerts-push-not-offered = ເຊີບເວີນີ້ບໍ່ມີການແຈ້ງເຕືອນໃນບຣາວເຊີ. ເລືອກວິທີອື່ນຢູ່ລຸ່ມນີ້.
alerts-push-failed = ບໍ່ສຳເລັດ. ກະລຸນາລອງອີກພາຍຫຼັງ.
alerts-add = ເພີ່ມວິທີອື່ນ
alerts-kind = ວິທີ
alerts-email = ອີເມວ
alerts-ntfy = ntfy (ແອັບແຈ້ງເຕືອນ)
alerts-webhook = Webhook (ສຳລັບອົງການ)
alerts-email-address = ທີ່ຢູ່ອີເມວ
alerts-ntfy-address = ທີ່ຢູ່ຂອງຫົວຂໍ້ ntfy
alerts-webhook-address = ທີ່ຢູ່ຂອງ Webhook
alerts-urgent-only = ສະເພາະເລື່ອງດ່ວນ
alerts-button = ເພີ່ມ
alerts-list = ການແຈ້ງເຕືອນຂອງທ່ານ
alerts-none = ຍັງບໍ່ມີການແຈ້ງເຕືອນ.
alerts-unknown-address = ຕັ້ງໄວ້ໃນບຣາວເຊີອື່ນ
alert-unconfirmed = ຍັງບໍ່ໄດ້ຢືນຢັນ. ເປີດຂໍ້ຄວາມທີ່ສົ່ງໄປທີ່ນັ້ນ ແລະ ກົດຕົກລົງ.
alert-confirmed = ໃຊ້ໄດ້
alert-dead = ສົ່ງບໍ່ຮອດ. ກະລຸນາກວດທີ່ຢູ່.
alert-opted-out = ຜູ້ຮັບປິດໄວ້
alert-other = ບໍ່ຮູ້
alert-remove = ເອົາອອກ
alerts-invalid = ເຊີບເວີບໍ່ຮັບທີ່ຢູ່ນີ້.
alerts-limit = ການແຈ້ງເຕືອນຫຼາຍເກີນໄປ. ເອົາອອກອັນໜຶ່ງກ່ອນ.
alerts-not-offered = ເຊີບເວີນີ້ບໍ່ມີວິທີນັ້ນ.
alerts-other-problem = ບໍ່ສຳເລັດ. ກະລຸນາລອງອີກພາຍຫຼັງ.
notification-text = ກະລຸນາເປີດໜ້າຄອບຄົວຂອງທ່ານ.

## This page itself.

page-heading = ໜ້ານີ້
page-label = ທ່ານເອີ້ນຄົນນີ້ວ່າຫຍັງ
page-note = ບັນທຶກສ່ວນຕົວ
page-note-explain = ຢູ່ໃນບຣາວເຊີນີ້ເທົ່ານັ້ນ. ຄົນອື່ນບໍ່ເຫັນ.
page-add = ເພີ່ມລິ້ງອື່ນ
page-install = ໃສ່ໜ້ານີ້ໄວ້ໜ້າຈໍຫຼັກ
page-file = ໜ້ານີ້ເປັນໄຟລ໌ດຽວ
page-file-explain = ທ່ານບັນທຶກໜ້ານີ້ເປັນໄຟລ໌ ແລະ ເປີດໄດ້ໂດຍບໍ່ຕ້ອງໃຊ້ທີ່ຢູ່. ມັນຈະຖາມຫາລິ້ງຂອງທ່ານ. ທຽບລາຍນິ້ວມືຂອງມັນກັບອັນທີ່ປະກາດໄວ້.
page-file-save = ບັນທຶກໜ້ານີ້
page-fingerprint = ລາຍນິ້ວມື (SHA-256)
page-forget = ເອົາຄົນນີ້ອອກຈາກບຣາວເຊີນີ້
page-forget-sure = ທຸກຢ່າງທີ່ບຣາວເຊີນີ້ເກັບກ່ຽວກັບ { $name } ຈະຖືກລຶບ. ທ່ານກັບມາໄດ້ດ້ວຍລິ້ງ. ຈະເອົາອອກບໍ່?
page-limits-heading = ຄວນຮູ້ໄວ້
page-limit-1 = ໃຜມີລິ້ງຂອງທ່ານກໍອ່ານສິ່ງທີ່ສົ່ງຫາທ່ານໄດ້.
page-limit-2 = ເຊີບເວີສົ່ງຕໍ່ຂໍ້ຄວາມທີ່ຜະນຶກໄວ້. ມັນອ່ານບໍ່ໄດ້. ມັນເຫັນວ່າທ່ານເຂົ້າມາເບິ່ງເມື່ອໃດ.
page-limit-3 = ເຊີບເວີທີ່ຖືກຍຶດອາດສົ່ງໜ້າປອມ. ໜ້າທີ່ບັນທຶກເປັນໄຟລ໌ປົກປ້ອງທ່ານຈາກເລື່ອງນີ້.
page-limit-4 = ບໍ່ມີໃຜຂໍເບິ່ງສະຖານທີ່ຜ່ານໜ້ານີ້ໄດ້. ສະຖານທີ່ມາຕາມທີ່ { $name } ຕົກລົງໄວ້ເທົ່ານັ້ນ.

## A page for many people.

list-heading = { $count } ຄົນ
list-search = ຊອກຫາດ້ວຍຊື່ ຫຼື ບັນທຶກ
list-none-found = ບໍ່ພົບໃຜ.
list-csv = ບັນທຶກລາຍການ (CSV)
list-unopened = ໃໝ່ { $count }
list-due = ຄວນມາກ່ອນ { $due }
list-since = ແຕ່ { $time }
column-name = ຊື່
column-situation = ສະຖານະການ
column-last-heard = ໄດ້ຂ່າວຫຼ້າສຸດ
column-last-check-in = ສົ່ງຂ່າວເທື່ອຫຼ້າສຸດ
column-due = ຄວນມາກ່ອນ
column-missed = ຂາດຂ່າວແຕ່
column-step = ຂັ້ນທີ່ແຈ້ງແລ້ວ
column-notes = ບັນທຶກ

## Lengths of time.

minutes = { $count } ນາທີ
hours = { $count } ຊົ່ວໂມງ
days = { $count } ມື້
just-now = ດຽວນີ້

## News for those who listen to the page.

news-message = ຂໍ້ຄວາມໃໝ່ຈາກ { $name }
news-sos = { $name } ຂໍຄວາມຊ່ວຍເຫຼືອ
news-told = ເຊີບເວີແຈ້ງເລື່ອງໃໝ່ກ່ຽວກັບ { $name }
