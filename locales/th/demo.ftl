### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = แผนเริ่มแล้ว: คาดว่าจะมีข่าวจาก { $name } ภายใน { $count } ชั่วโมง
late = ข่าวจาก { $name } มาช้ากว่ากำหนด
missed = ไม่มีข่าวจาก { $name } ตามเวลา
step-told = ขั้นที่ { $step }: แจ้งผู้ติดต่อแล้ว { $count } คน
check-in-came = มีข่าวจาก { $name } เข้ามาแล้ว ทุกคนที่เคยได้รับแจ้งจะทราบ
all-clear = { $name } ยืนยันว่าพ้นอันตรายแล้ว
family-page = หน้าครอบครัว: { $url }
