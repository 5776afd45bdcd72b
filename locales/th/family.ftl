### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = หน้าครอบครัว
skip-to-content = ไปที่เนื้อหา
language = ภาษา
back = กลับ
cancel = ยกเลิก
save = บันทึก
saved = บันทึกแล้ว
nobody = คนของคุณ

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = หน้าครอบครัวของคุณ
start-text = คนที่ไว้ใจคุณให้หน้านี้แก่คุณ หน้านี้บอกว่าเขาเป็นอย่างไร และแจ้งคุณถ้ามีอะไรผิดปกติ
start-open = เปิดหน้าของฉัน
start-note = จะไม่โหลดอะไรจนกว่าคุณจะกดปุ่ม
start-keep = เก็บลิงก์ไว้ให้ดี เป็นทางเดียวที่จะกลับเข้ามา อย่าให้ใคร
link-in-history = เบราว์เซอร์ของคุณอาจเก็บลิงก์นี้ไว้ในประวัติ หากคนอื่นใช้เครื่องนี้ด้วย ให้ลบลิงก์ออกจากที่นั่น

nolink-title = เปิดหน้าของคุณด้วยลิงก์ของคุณ
nolink-text = วางลิงก์ที่คุณได้รับ ลิงก์ขึ้นต้นด้วย “http” และมี “#WF1” อยู่ข้างใน
nolink-label = ลิงก์ของคุณ
nolink-open = เปิด

link-not-ours = นี่ไม่ใช่ลิงก์ของหน้าครอบครัว โปรดคัดลอกลิงก์ทั้งหมดอีกครั้ง
link-damaged = ลิงก์นี้เสียหาย มีบางส่วนขาดหายหรือถูกเปลี่ยน โปรดคัดลอกลิงก์ทั้งหมดอีกครั้ง
link-too-new = ลิงก์นี้สร้างจากรุ่นที่ใหม่กว่า โหลดหน้านี้อีกครั้ง ถ้ายังไม่ได้ ให้ใช้หน้าที่อยู่ตามที่อยู่ในลิงก์
link-wrong-kind = นี่เป็นรหัสสำหรับแอป ไม่ใช่สำหรับหน้าครอบครัว โปรดขอลิงก์หน้าครอบครัวของคุณ
link-invalid = ลิงก์นี้มีบางอย่างผิด โปรดขอลิงก์ใหม่
link-other-place = ลิงก์นี้เป็นของที่อยู่อื่น โปรดเปิดที่นั่น: { $url }
link-too-many = หน้านี้ใส่ได้ 200 คน โปรดเอาออกหนึ่งคนก่อนเพิ่มคนใหม่

storage-none = เบราว์เซอร์นี้ไม่เก็บอะไรไว้ เมื่อปิดหน้านี้ คุณต้องใช้ลิงก์อีกครั้ง
storage-full = เครื่องนี้ไม่มีที่ว่างแล้ว สิ่งที่คุณมียังอยู่ โปรดลบบางอย่างเพื่อให้มีที่ว่าง
storage-too-new = เบราว์เซอร์นี้เคยใช้หน้านี้รุ่นที่ใหม่กว่า โปรดปิดหน้าต่างทั้งหมดแล้วโหลดหน้าอีกครั้ง
not-secure = ที่อยู่นี้ไม่มีการป้องกัน เบราว์เซอร์จึงเปิดข้อความไม่ได้ โปรดใช้ที่อยู่ที่ขึ้นต้นด้วย “https” หรือหน้าที่บันทึกเป็นไฟล์
something-wrong = หน้านี้มีปัญหา สิ่งที่คุณมียังอยู่ โปรดโหลดหน้าอีกครั้ง

## Whether this page is in touch with the relay.

sync-now = กำลังดูข่าวใหม่ …
sync-ok = ดูข่าวใหม่แล้ว { $ago }
sync-never = ยังไม่ได้เชื่อมต่อ
sync-button = ดูข่าวใหม่ตอนนี้
sync-unreachable = ติดต่อเซิร์ฟเวอร์ไม่ได้ หน้านี้แสดงสิ่งที่มีอยู่และจะลองต่อไป
sync-refused = เซิร์ฟเวอร์ไม่ยอมตอบในตอนนี้ หน้านี้แสดงสิ่งที่มีอยู่และจะลองต่อไป
sync-garbage = คำตอบของเซิร์ฟเวอร์อ่านไม่เข้าใจ หน้านี้แสดงสิ่งที่มีอยู่และจะลองต่อไป
sync-busy = เซิร์ฟเวอร์ไม่ว่าง หน้านี้จะลองต่อไป
sync-taken = เซิร์ฟเวอร์ไม่รับลิงก์นี้ โปรดขอลิงก์ใหม่
sync-away = เซิร์ฟเวอร์ขาดหายไปตั้งแต่ { $from } ถึง { $to } การแจ้งเตือนในช่วงนั้นอาจมาช้า
clock-ahead = นาฬิกาของเครื่องนี้เร็วกว่าของเซิร์ฟเวอร์ { $by } เวลาในหน้านี้อาจผิด
clock-behind = นาฬิกาของเครื่องนี้ช้ากว่าของเซิร์ฟเวอร์ { $by } เวลาในหน้านี้อาจผิด

## How things stand. The title is the biggest text on the page.

situation-heading = สถานการณ์ตอนนี้
sos-title = { $name } ขอความช่วยเหลือ
sos-when = ส่งเมื่อ { $time } ({ $ago })
sos-from-locked = ส่งโดยไม่ได้ปลดล็อกโทรศัพท์
sos-open = การขอความช่วยเหลือนี้ยังเปิดอยู่จนกว่า { $name } จะยืนยันว่าพ้นอันตราย
duress-title = { $name } อาจถูกบังคับ
duress-text = มีข้อความจากส่วนของโทรศัพท์ที่ { $name } เปิดเมื่อถูกบังคับ อย่าเชื่อว่าทุกอย่างเรียบร้อย อย่าพูดถึงเรื่องนี้ในคำตอบ
missed-title = ไม่มีข่าวจาก { $name }
missed-text = ควรมีข่าวภายใน { $due } นับว่าขาดข่าวตั้งแต่ { $missed }
late-title = ข่าวจาก { $name } มาช้า
late-text = ควรมีข่าวภายใน { $due } ({ $ago }) ถ้ายังไม่มี จะนับว่าขาดข่าวตั้งแต่ { $missed }
ok-title = { $name } ส่งข่าวแล้ว
ok-text = ข่าวครั้งต่อไปควรมาภายใน { $due }
paused-title = การส่งข่าวของ { $name } หยุดไว้ชั่วคราว
paused-text = หยุดถึง { $until } ข่าวครั้งต่อไปควรมาภายใน { $due }
noplan-title = { $name } ไม่มีแผนการส่งข่าว
noplan-text = คุณจะเห็นข้อความที่นี่ ถ้าไม่มีข้อความ จะไม่มีการแจ้งใคร
waiting-title = ยังไม่มีอะไรมา
waiting-text = ข้อความแรกจะแสดงที่นี่ คุณปิดหน้านี้แล้วกลับมาใหม่ได้
ended-title = { $name } ยุติเรื่องนี้แล้ว
ended-text = จะไม่มีข้อความใหม่ สิ่งที่มาก่อนหน้ายังอยู่ที่นี่
last-heard = ได้ข่าวล่าสุด: { $time } ({ $ago })
last-heard-never = ยังไม่มีข่าว
last-check-in = ส่งข่าวครั้งล่าสุด: { $time } ({ $ago })
not-proof = การเงียบไปไม่ได้แปลว่าเกิดเรื่องร้าย โทรศัพท์อาจแบตหมด หาย หรือไม่มีเครือข่าย
told-you = เซิร์ฟเวอร์แจ้งขั้นที่ { $step } จาก { $steps } แล้ว เมื่อ { $time }
practice-now = นี่เป็นการซ้อม ไม่ได้เกิดอะไรขึ้น

short-sos = ขอความช่วยเหลือ
short-duress = ถูกบังคับ
short-missed = ขาดข่าว
short-late = มาช้า
short-ok = ส่งข่าวแล้ว
short-paused = หยุดชั่วคราว
short-noplan = ไม่มีแผน
short-waiting = ยังไม่มีอะไร
short-ended = ยุติแล้ว

## What to do now.

todo-heading = สิ่งที่ควรทำตอนนี้
todo-sos-1 = กด “ฉันเห็นแล้ว” เพื่อให้ { $name } รู้ได้ว่าการขอความช่วยเหลือมาถึงแล้ว
todo-sos-2 = ดูสถานที่ด้านล่าง พิมพ์หรือบันทึกใบสรุปเรื่อง
todo-sos-3 = โทรหาตำรวจในที่ที่ { $name } อยู่ หรือองค์กรที่ช่วยเหลือ แล้วให้ใบสรุปเรื่อง
todo-sos-4 = อย่าโทรหรือส่งข้อความถึง { $name } ทางอื่น ถ้าไม่แน่ใจว่าปลอดภัย คนอื่นอาจถือโทรศัพท์อยู่
todo-sos-5 = เปิดหน้านี้ไว้ สิ่งที่เกิดต่อไปจะแสดงที่นี่
todo-duress-1 = อย่าตอบเหมือนว่าคุณรู้เรื่อง
todo-duress-2 = โทรหาองค์กรที่ช่วยเหลือหรือตำรวจ แล้วให้ใบสรุปเรื่อง
todo-missed-1 = ใจเย็นๆ การเงียบไปส่วนใหญ่มีเหตุผลธรรมดา
todo-missed-2 = ถามคนอื่นที่รู้จัก { $name } ว่าได้ข่าวอะไรบ้าง
todo-missed-3 = ลองติดต่อ { $name } ในทางที่ปลอดภัยสำหรับเขา คนอื่นอาจถือโทรศัพท์อยู่
todo-missed-4 = กด “ฉันกำลังจัดการ” เพื่อให้คนอื่นรู้ว่ามีคนดำเนินการ
todo-missed-5 = ถ้าไม่รู้อะไรเพิ่ม ให้โทรหาตำรวจหรือองค์กรที่ช่วยเหลือ แล้วให้ใบสรุปเรื่อง
todo-missed-next = ถ้ายังไม่มีข่าว เซิร์ฟเวอร์จะแจ้งขั้นต่อไป { $time }
todo-late-1 = คุณยังไม่ต้องทำอะไร
todo-late-2 = กลับมาดูที่นี่หลัง { $missed } ถ้าคุณตั้งการแจ้งเตือนด้านล่าง คุณจะได้รับแจ้ง
todo-ok-1 = คุณไม่ต้องทำอะไร
todo-alerts = ตั้งการแจ้งเตือน เพื่อให้คุณรู้เมื่อมีอะไรผิดปกติ
todo-waiting-1 = พิมพ์ใบกู้คืนของคุณและเก็บไว้ในที่ปลอดภัย

## Places.

places-heading = สถานที่
places-none = ยังไม่มีสถานที่
places-sealed = มีสถานที่มากับข่าว แต่ถูกผนึกไว้ ขั้นต่อๆ ไปจะเปิดถ้า { $name } ยังเงียบอยู่
places-latest = สถานที่ล่าสุด
place-time = { $time } ({ $ago })
place-accuracy = ภายใน { $metres } เมตร
place-when = เมื่อไร
place-where = ที่ไหน
copy = คัดลอก
copied = คัดลอกแล้ว
open-in-app = เปิดในแอปแผนที่
open-in-web = เปิดใน OpenStreetMap
map-warning = แอปแผนที่หรือ OpenStreetMap จะรู้ว่าคุณดูสถานที่ใด
track-label = ภาพที่มี { $count } สถานที่ จากเก่าที่สุดถึงใหม่ที่สุด ทั้งหมดอยู่ในรายการด้านล่าง
track-oldest = เก่าที่สุด
track-newest = ใหม่ที่สุด
track-north = ด้านบนคือทิศเหนือ
length-metres = { $count } ม.
length-kilometres = { $count } กม.
places-phone-clock = เวลาของสถานที่เป็นไปตามนาฬิกาโทรศัพท์ ซึ่งอาจผิด

## What came and what was told.

history-heading = สิ่งที่เข้ามา ใหม่สุดก่อน
history-empty = ยังไม่มี
history-more = แสดงรายการเก่ากว่า
new-mark = ใหม่
came-check-in-ok = ข่าว: “ฉันอยู่นี่ ทุกอย่างเรียบร้อย”
came-check-in-uneasy = ข่าว: “มีบางอย่างผิดปกติ”
came-check-in-moved = ข่าว: “ฉันอยู่ที่อื่น”
came-sos = ขอความช่วยเหลือ
came-sos-cleared = ขอความช่วยเหลือ สิ้นสุดด้วยการยืนยันว่าพ้นอันตราย
came-all-clear = พ้นอันตรายแล้ว: การขอความช่วยเหลือสิ้นสุด
came-opened = มีการเปิดแอปในโทรศัพท์
came-opened-duress = มีการเปิดแอปด้วยวิธีที่ใช้เมื่อถูกบังคับ
came-hello = คุณได้เป็นผู้ติดต่อที่ไว้ใจ
came-farewell = เรื่องนี้ยุติแล้ว
came-last-place = สถานที่ล่าสุดที่โทรศัพท์รู้
came-plan-armed = ตั้งแผนการส่งข่าวแล้ว
came-plan-paused = หยุดส่งข่าวชั่วคราวถึง { $until }
came-plan-ended = ยุติแผนการส่งข่าวแล้ว
came-plan-drill = เริ่มการซ้อมแล้ว
came-words = ขั้นที่ { $step } ด้วยคำที่ { $name } อนุญาต
came-words-practice = การซ้อม ขั้นที่ { $step }
told-step = เซิร์ฟเวอร์แจ้งขั้นที่ { $step } จาก { $steps }: ไม่มีข่าวมา
told-step-practice = การซ้อม: เซิร์ฟเวอร์แจ้งขั้นที่ { $step } จาก { $steps }
told-check-in = มีข่าวมาหลังจากคุณได้รับแจ้ง แต่ไม่ได้แปลว่าทุกอย่างเรียบร้อย
told-held = { $who } เลื่อนขั้นที่ { $step } ไปถึง { $until }
told-held-unverified = เซิร์ฟเวอร์บอกว่าขั้นที่ { $step } เลื่อนไปถึง { $until } ไม่มีลายเซ็นยืนยัน
told-paused = เซิร์ฟเวอร์บอกว่า: หยุดชั่วคราวถึง { $until }
told-ended = เซิร์ฟเวอร์บอกว่า: แผนยุติแล้ว
told-away = เซิร์ฟเวอร์ขาดหายไปตั้งแต่ { $from } ถึง { $to }
told-places = สถานที่จากข่าวก่อนหน้าเปิดให้คุณแล้ว
told-file = เซิร์ฟเวอร์เปิดเอกสารส่วนของตนแล้ว
you-seen = คุณตอบว่า: ฉันเห็นแล้ว
you-on-it = คุณตอบว่า: ฉันกำลังจัดการ
you-text = คุณเขียนว่า
came-unknown = ข้อความที่รุ่นนี้แสดงไม่ได้
from-phone = จากโทรศัพท์ของ { $name }
from-relay = จากเซิร์ฟเวอร์
from-you = จากคุณ
sent-locked = ส่งโดยไม่ได้ปลดล็อกโทรศัพท์
sent-duress = ส่งจากส่วนของโทรศัพท์ที่เปิดเมื่อถูกบังคับ
battery = แบตเตอรี่ { $percent } %
phone-time = ตามนาฬิกาโทรศัพท์: { $time }
reply-saved = บันทึกไว้ที่นี่แล้ว จะส่งเมื่อติดต่อเซิร์ฟเวอร์ได้
reply-at-relay = อยู่ที่เซิร์ฟเวอร์แล้ว โทรศัพท์จะรับเมื่อมีเครือข่าย หน้านี้ไม่รู้ว่าเมื่อไร
mailbox-full = กล่องข้อความของโทรศัพท์เต็ม คำตอบของคุณเก็บไว้ที่นี่และจะลองส่งอีก
mailbox-unknown = ขณะนี้เซิร์ฟเวอร์ไม่รู้จักกล่องข้อความของโทรศัพท์ คำตอบของคุณเก็บไว้ที่นี่และจะลองส่งอีก

## Replies.

reply-heading = ตอบ
reply-seen = ฉันเห็นแล้ว
reply-on-it = ฉันกำลังจัดการ
reply-label = ข้อความของคุณถึง { $name }
reply-send = ส่ง
reply-careful = อย่าเขียนอะไรที่อาจเป็นอันตรายต่อ { $name } ถ้าคนอื่นได้อ่าน
reply-too-long = ยาวเกินไป โปรดเขียนให้สั้นลง
reply-done = บันทึกคำตอบของคุณแล้ว จะส่งโดยเร็วที่สุด

## What happens if no check-in comes.

plan-heading = จะเกิดอะไรขึ้นถ้าไม่มีข่าว
plan-timing = ควรมีข่าวทุก { $interval } หลังจากนั้นจะรออีก { $grace }
plan-step-you = ขั้นที่ { $step }, { $time }: แจ้งคุณ
plan-step-others = ขั้นที่ { $step }, { $time }: แจ้งคนอื่น
plan-step-done = ขั้นที่ { $step }: แจ้งแล้ว
plan-practice = คุณอาจได้รับการซ้อมด้วย ซึ่งจะบอกไว้ชัดเจน
hold-heading = เลื่อนขั้นต่อไป
hold-explain = ถ้าคุณรู้ว่า { $name } ปลอดภัย คุณเลื่อนขั้นที่ { $step } ได้ ทุกคนที่ได้รับแจ้งจะเห็นว่าคุณเป็นคนเลื่อน เลื่อนได้ครั้งละ 24 ชั่วโมง รวมไม่เกิน 72 ชั่วโมง
hold-hours = นานเท่าไร
hold-button = เลื่อนขั้นที่ { $step }
hold-sure = ทำเช่นนี้เฉพาะเมื่อคุณได้ข่าวจาก { $name } ทางอื่นแล้ว จะเลื่อนหรือไม่
hold-saved = บันทึกคำขอของคุณแล้ว จะมีผลเมื่อเซิร์ฟเวอร์รับ
hold-accepted = เซิร์ฟเวอร์รับแล้ว
hold-refused = เซิร์ฟเวอร์ไม่รับ ขั้นนี้จะเป็นไปตามแผน
held-now = { $who } เลื่อนขั้นที่ { $step } ไปถึง { $until }
held-now-unverified = เซิร์ฟเวอร์บอกว่าขั้นที่ { $step } เลื่อนไปถึง { $until } ไม่มีลายเซ็นยืนยัน
somebody = ผู้ติดต่อคนหนึ่ง
yourself = คุณ

## The file: what the worker wrote down before leaving.

file-heading = เอกสาร
file-explain = { $name } เขียนไว้ก่อนออกเดินทาง เผื่อเกิดอะไรขึ้น
file-waiting = เอกสารยังปิดอยู่ ขั้นต่อๆ ไปจะเปิด
file-shares = เอกสารจะเปิดเมื่อพวกคุณ { $need } คนให้ส่วนของตน ให้แล้ว: { $have }
file-give = ให้ส่วนของฉัน
file-give-sure = เมื่อได้ครบพอ คนอื่นก็เปิดเอกสารได้ด้วย ขอคืนไม่ได้
file-given-saved = บันทึกส่วนของคุณแล้ว จะส่งเมื่อติดต่อเซิร์ฟเวอร์ได้
file-given = ให้ส่วนของคุณแล้ว หน้านี้กำลังหาส่วนอื่น
file-download = โหลดเอกสาร
file-download-more = โหลดเอกสารต่อ
file-progress = โหลดแล้ว { $have } จาก { $count } ส่วน
file-open = เปิดเอกสาร
file-damaged = เอกสารบางส่วนเสียหาย โปรดโหลดอีกครั้ง
file-not-released = เซิร์ฟเวอร์ยังไม่ให้เอกสาร โปรดลองใหม่ภายหลัง
file-wrong-shares = ส่วนต่างๆ ไม่เข้ากัน โปรดรอส่วนอื่น
file-made = เขียนเมื่อ { $time } ตามนาฬิกาโทรศัพท์
field-1 = ฉันคือใคร
field-2 = เอกสารประจำตัว
field-3 = นายจ้าง
field-4 = นายหน้า และเราพบกันอย่างไร
field-5 = งานและค่าจ้างที่สัญญาไว้
field-6 = ที่อยู่
field-7 = เส้นทางและตั๋ว
field-8 = คนที่ควรโทรหา
field-9 = บันทึกย่อ
field-other = อื่นๆ
attachments-heading = รูปและเอกสาร
attachment-save = บันทึก { $file }
attachment-picture = รูป: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = ใบสรุปเรื่อง
sheet-explain = ทุกอย่างที่หน้านี้รู้ เป็นกระดาษหรือไฟล์ โปรดให้ตำรวจหรือองค์กรที่ช่วยเหลือ
sheet-show = แสดงใบสรุปเรื่อง
sheet-print = พิมพ์
sheet-json = บันทึกเป็นไฟล์ (JSON)
sheet-made = ทำเมื่อ { $time } เวลาเป็นเขตเวลา { $zone }
sheet-who = ใคร
sheet-name = ชื่อ
sheet-own-name = ชื่อที่ใช้เอง
sheet-identity = เครื่องหมายของผู้ติดต่อนี้
sheet-stands = สถานการณ์ตอนนี้
sheet-messages = ข้อความ
sheet-told = เซิร์ฟเวอร์แจ้งอะไร เมื่อไร
sheet-source = ที่มา
sheet-what = อะไร
sheet-sources = แต่ละเรื่องมาจากไหน
sheet-source-phone = โทรศัพท์: บอกโดยโทรศัพท์ของ { $name } ผนึกไว้จนไม่มีใครระหว่างทางอ่านหรือเปลี่ยนได้ นาฬิกาและสิ่งที่พิมพ์อาจผิด
sheet-source-relay = เซิร์ฟเวอร์: บอกโดยเซิร์ฟเวอร์ ซึ่งอ่านข้อความไม่ได้ เวลาที่มาถึงเป็นของเซิร์ฟเวอร์เอง
sheet-source-page = หน้านี้: คำนวณหรือเขียนในหน้านี้
source-phone = โทรศัพท์
source-relay = เซิร์ฟเวอร์
source-page = หน้านี้
sheet-notes = บันทึกส่วนตัว
sheet-notes-include = ใส่บันทึกส่วนตัวของฉันในใบนี้
sheet-file-missing = เอกสารไม่อยู่ในใบนี้ เพราะยังไม่ได้เปิดในหน้านี้

## The recovery sheet.

recovery-heading = ใบกู้คืน
recovery-explain = ถ้าเครื่องนี้หายหรือถูกล้าง คุณต้องใช้ลิงก์เพื่อกลับเข้ามา พิมพ์ใบนี้และเก็บไว้ในที่ที่ไม่มีใครพบ ใครมีใบนี้ก็อ่านสิ่งที่ส่งถึงคุณได้
recovery-show = แสดงใบกู้คืน
recovery-recommended = โปรดพิมพ์ใบกู้คืนของคุณก่อน
recovery-later = ภายหลัง
recovery-print = พิมพ์
recovery-text = สแกนภาพนี้ด้วยโทรศัพท์ หรือพิมพ์ลิงก์:
recovery-qr = ลิงก์เป็นภาพสำหรับสแกน

## Alerts when the page is closed.

alerts-heading = การแจ้งเตือน
alerts-explain = คุณรับแจ้งเมื่อมีเรื่องใหม่ได้ แม้ปิดหน้านี้อยู่ การแจ้งเตือนจะบอกเพียงว่า: โปรดเปิดหน้าครอบครัวของคุณ
alerts-push = การแจ้งเตือนในเบราว์เซอร์นี้
alerts-push-on = เปิด
alerts-push-off = ปิด
alerts-push-is-on = การแจ้งเตือนในเบราว์เซอร์นี้เปิดอยู่
alerts-push-denied = เบราว์เซอร์นี้ไม่อนุญาตการแจ้งเตือนจากหน้านี้ คุณเปลี่ยนได้ในการตั้งค่า
alerts-push-unsupported = เบราว์เซอร์นี้ไม่มีการแจ้งเตือน โปรดเลือกวิธีอื่นด้านล่าง
alerts-push-not-offered = เซิร์ฟเวอร์นี้ไม่มีการแจ้งเตือนในเบราว์เซอร์ โปรดเลือกวิธีอื่นด้านล่าง
alerts-push-failed = ไม่สำเร็จ โปรดลองใหม่ภายหลัง
alerts-add = เพิ่มวิธีอื่น
alerts-kind = วิธี
alerts-email = อีเมล
alerts-ntfy = ntfy (แอปแจ้งเตือน)
alerts-webhook = Webhook (สำหรับองค์กร)
alerts-email-address = ที่อยู่อีเมล
alerts-ntfy-address = ที่อยู่ของหัวข้อ ntfy
alerts-webhook-address = ที่อยู่ของ Webhook
alerts-urgent-only = เฉพาะเรื่องด่วน
alerts-button = เพิ่ม
alerts-list = การแจ้งเตือนของคุณ
alerts-none = ยังไม่มีการแจ้งเตือน
alerts-unknown-address = ตั้งไว้ในเบราว์เซอร์อื่น
alert-unconfirmed = ยังไม่ได้ยืนยัน เปิดข้อความที่ส่งไปที่นั่นแล้วกดตกลง
alert-confirmed = ใช้งานได้
alert-dead = ส่งไม่ถึง โปรดตรวจที่อยู่
alert-opted-out = ผู้รับปิดไว้
alert-other = ไม่ทราบ
alert-remove = เอาออก
alerts-invalid = เซิร์ฟเวอร์ไม่รับที่อยู่นี้
alerts-limit = การแจ้งเตือนมากเกินไป โปรดเอาออกหนึ่งรายการก่อน
alerts-not-offered = เซิร์ฟเวอร์นี้ไม่มีวิธีนั้น
alerts-other-problem = ไม่สำเร็จ โปรดลองใหม่ภายหลัง
notification-text = โปรดเปิดหน้าครอบครัวของคุณ

## This page itself.

page-heading = หน้านี้
page-label = คุณเรียกคนนี้ว่าอะไร
page-note = บันทึกส่วนตัว
page-note-explain = อยู่ในเบราว์เซอร์นี้เท่านั้น คนอื่นไม่เห็น
page-add = เพิ่มลิงก์อื่น
page-install = ใส่หน้านี้ไว้ที่หน้าจอหลัก
page-file = หน้านี้เป็นไฟล์เดียว
page-file-explain = คุณบันทึกหน้านี้เป็นไฟล์และเปิดได้โดยไม่ต้องใช้ที่อยู่ ไฟล์จะถามหาลิงก์ของคุณ โปรดเทียบลายนิ้วมือของไฟล์กับที่ประกาศไว้
page-file-save = บันทึกหน้านี้
page-fingerprint = ลายนิ้วมือ (SHA-256)
page-forget = เอาคนนี้ออกจากเบราว์เซอร์นี้
page-forget-sure = ทุกอย่างที่เบราว์เซอร์นี้เก็บเกี่ยวกับ { $name } จะถูกลบ คุณกลับมาได้ด้วยลิงก์ จะเอาออกหรือไม่
page-limits-heading = ควรรู้ไว้
page-limit-1 = ใครมีลิงก์ของคุณก็อ่านสิ่งที่ส่งถึงคุณได้
page-limit-2 = เซิร์ฟเวอร์ส่งต่อข้อความที่ผนึกไว้ อ่านไม่ได้ แต่เห็นว่าคุณเข้ามาดูเมื่อไร
page-limit-3 = เซิร์ฟเวอร์ที่ถูกยึดอาจส่งหน้าปลอม หน้าที่บันทึกเป็นไฟล์ปกป้องคุณจากเรื่องนี้
page-limit-4 = ไม่มีใครขอดูสถานที่ผ่านหน้านี้ได้ สถานที่จะมาตามที่ { $name } ตกลงไว้เท่านั้น

## A page for many people.

list-heading = { $count } คน
list-search = ค้นหาด้วยชื่อหรือบันทึก
list-none-found = ไม่พบใคร
list-csv = บันทึกรายการ (CSV)
list-unopened = ใหม่ { $count }
list-due = ควรมาภายใน { $due }
list-since = ตั้งแต่ { $time }
column-name = ชื่อ
column-situation = สถานการณ์
column-last-heard = ได้ข่าวล่าสุด
column-last-check-in = ส่งข่าวครั้งล่าสุด
column-due = ควรมาภายใน
column-missed = ขาดข่าวตั้งแต่
column-step = ขั้นที่แจ้งแล้ว
column-notes = บันทึกย่อ

## Lengths of time.

minutes = { $count } นาที
hours = { $count } ชั่วโมง
days = { $count } วัน
just-now = เมื่อครู่นี้

## News for those who listen to the page.

news-message = ข้อความใหม่จาก { $name }
news-sos = { $name } ขอความช่วยเหลือ
news-told = เซิร์ฟเวอร์แจ้งเรื่องใหม่เกี่ยวกับ { $name }
