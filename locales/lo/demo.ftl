### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = ແຜນເລີ່ມແລ້ວ: ລໍຖ້າຂ່າວຈາກ { $name } ພາຍໃນ { $count } ຊົ່ວໂມງ.
late = ຂ່າວຈາກ { $name } ມາຊ້າ.
missed = ຂ່າວຈາກ { $name } ບໍ່ໄດ້ມາຕາມເວລາ.
step-told = ຂັ້ນທີ { $step }: ແຈ້ງຜູ້ຕິດຕໍ່ແລ້ວ { $count } ຄົນ.
check-in-came = ມີຂ່າວຈາກ { $name } ມາແລ້ວ. ທຸກຄົນທີ່ເຄີຍໄດ້ຮັບແຈ້ງຈະຮູ້.
all-clear = { $name } ຢືນຢັນວ່າພົ້ນອັນຕະລາຍແລ້ວ.
family-page = ໜ້າຄອບຄົວ: { $url }
