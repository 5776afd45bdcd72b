### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Kế hoạch đã bắt đầu: chờ tin từ { $name } trong vòng { $count } giờ.
late = Tin từ { $name } đến trễ.
missed = Tin từ { $name } không đến đúng hẹn.
step-told = Bước { $step }: đã báo cho { $count } người liên hệ.
check-in-came = Đã có tin từ { $name }. Tất cả những người đã được báo trước đó đều sẽ biết.
all-clear = { $name } đã xác nhận hết nguy hiểm.
family-page = Trang gia đình: { $url }
