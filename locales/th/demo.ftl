### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = แผนเริ่มแล้ว: คาดว่าจะมีข่าวจาก { $name } ภายใน { $count } ชั่วโมง
late = ข่าวจาก { $name } มาช้ากว่ากำหนด
missed = ไม่มีข่าวจาก { $name } ตามเวลา
step-told = ขั้นที่ { $step }: แจ้งผู้ติดต่อแล้ว { $count } คน
check-in-came = มีข่าวจาก { $name } เข้ามาแล้ว ทุกคนที่เคยได้รับแจ้งจะทราบ
all-clear = { $name } ยืนยันว่าพ้นอันตรายแล้ว
family-page = หน้าครอบครัว: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } เงียบหายไป
missed-lead = { $name } กำลังเดินทางไปทำงานไกลบ้าน และโทรศัพท์หายไป สิ่งที่ตกลงกันไว้ก่อนออกเดินทางยังดำเนินต่อโดยไม่มีโทรศัพท์ คนที่ { $name } ไว้ใจจะได้รับแจ้งทีละขั้น
missed-rehearsal = นี่เป็นการซ้อมกับบุคคลสมมุติ โปรแกรม ข้อมูลที่ปิดผนึก เซิร์ฟเวอร์ และจดหมายเป็นของจริง นาฬิกาของเรื่องเดินเร็วกว่า และมีโปรแกรมเล็ก ๆ อ่านหน้าครอบครัวแทนเบราว์เซอร์
missed-files = ทุกอย่างอยู่ในเครื่องนี้ ที่ { $path }
missed-server = เซิร์ฟเวอร์ทำงานแล้ว เก็บข้อความที่ตัวเองอ่านไม่ได้
missed-mail = จดหมายส่งไปที่เซิร์ฟเวอร์อีเมล { $address }
missed-stores = { $name } และ { $contact } ต่างมีข้อมูลที่ปิดผนึกของตนเอง
missed-link = { $contact } เปิดลิงก์จาก { $name } และอ่านตัวเลขหกหลักออกเสียง: { $digits }
missed-paired = ตัวเลขตรงกัน ตอนนี้ { $contact } เป็นผู้ติดต่อที่ไว้ใจได้แล้ว
missed-family = { $contact } ไม่มีแอป { $name } ส่งลิงก์หน้าครอบครัวให้ และ { $contact } เปิดดู
missed-address = { $contact } อยากได้จดหมายด้วย ที่ { $address }
missed-agreed = { $contact } ได้รับจดหมายที่มีคำถาม เปิดลิงก์ในนั้น และตกลง
missed-please-agree = โปรดเปิดลิงก์ในจดหมายและกดปุ่ม เรื่องนี้กำลังรออยู่
missed-file = { $name } ปิดผนึกเอกสาร ได้แก่ นายจ้าง นายหน้า ที่อยู่ สำเนาหนังสือเดินทาง ยังไม่มีใครเปิดได้
missed-drill = ก่อนอื่น ทุกคนซ้อมหนึ่งครั้ง
missed-practised = { $contact } ได้รับข้อความซ้อม ซึ่งบอกชัดเจนว่าเป็นการซ้อม
missed-ladder = ถ้าไม่มีข่าว { $contact } จะรู้ก่อน จากนั้นทุกคนจะรู้พร้อมสถานที่ล่าสุด จากนั้นเอกสารจะเปิด
missed-check-in = ข่าวจาก { $name }: { $note }
missed-note-leaving = เรากำลังออกเดินทาง จะเขียนมาจากชายแดน
missed-note-moved = เปลี่ยนคนขับแล้ว เขาเก็บหนังสือเดินทางของเราไว้
missed-note-found = ได้โทรศัพท์คืนแล้ว อยู่ที่สถานีตำรวจ
missed-gone = โทรศัพท์ของ { $name } หายไป โปรแกรมถูกปิดกลางคัน และเข้าถึงข้อมูลไม่ได้
missed-own-watch = แอปของ { $contact } รู้ได้เองโดยไม่ต้องพึ่งเซิร์ฟเวอร์
missed-letter = มีจดหมายถึง { $contact }: { $subject }
missed-reads = { $contact } อ่านว่า: { $text }
missed-places = ตอนนี้ { $contact } ดูสถานที่ล่าสุดได้แล้ว ล่าสุดคือ { $place }
missed-hold = { $contact } ขอเวลาอีกเล็กน้อยก่อนขั้นต่อไป คนอื่นเห็นด้วยกันทุกคน
missed-opened = ตอนนี้ { $contact } ดูเอกสารได้แล้ว: { $text }
missed-found = พบโทรศัพท์ของ { $name } แล้ว
missed-stays = หน้าครอบครัวจะเปิดอยู่จนกว่าคุณจะกด { $key }
missed-done = ทุกขั้นเกิดขึ้นแล้ว
missed-story = เรื่องทั้งหมดในหน้าเดียว: { $path }
missed-when = เมื่อไร
missed-who = ใคร
missed-what = อะไร
missed-timeline = เกิดอะไรขึ้น ทีละขั้น
missed-letters = จดหมาย
missed-map = สถานที่ล่าสุด
missed-limits-title = สิ่งที่ไม่อาจสัญญาได้
missed-limits = การเงียบไปไม่ได้แปลว่าเกิดเรื่องร้าย และข้อความไม่ได้แปลว่าปลอดภัย เซิร์ฟเวอร์อ่านข้อความไม่ได้ แต่เห็นว่าข้อความมาเมื่อไร และอาจกักไว้ได้ โทรศัพท์ที่ไม่มีสัญญาณส่งอะไรไม่ได้เลย แต่ละขั้นแจ้งให้คนรู้ แต่ไม่มีใครสัญญาได้ว่าเขาจะลงมือทำ
missed-teller = เรื่องราว
missed-relay = เซิร์ฟเวอร์
missed-file-title = เอกสาร
