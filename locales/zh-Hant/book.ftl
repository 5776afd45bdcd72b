### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = 公車費
lunch = 午餐
dinner = 晚餐
coffee = 咖啡
tea = 茶
water = 飲用水
snacks = 零食
bread = 麵包
rice = 米
vegetables = 蔬菜
fruit = 水果
eggs = 雞蛋
chicken = 雞肉
fish = 魚
oil = 食用油
soap = 肥皂
laundry = 洗衣服
haircut = 剪頭髮
medicine = 感冒藥
shoes = 鞋子
shirt = 襯衫
taxi = 計程車
credit = 手機儲值
gift = 生日禮物

## Above a note: one line of at most 100 bytes.

to-do = 要做的事
to-buy = 要買的東西
remember = 記得
today = 今天

## A note.

call-home = 星期天打電話回家
send-photos = 把照片寄給妹妹
wash-sheets = 洗床單
mend-shirt = 補藍色襯衫
clean-shoes = 擦鞋子
return-umbrella = 把雨傘拿去還
buy-onions = 洋蔥、大蒜和雞蛋
buy-toothpaste = 牙膏和肥皂
buy-socks = 便宜的話買襪子
buy-batteries = 手電筒的電池
buy-rice = 米和食用油
birthday = 媽媽下星期生日
first-bus = 第一班公車六點半開
shop-closed = 商店星期一不營業
take-umbrella = 要下雨，記得帶傘
shoe-size = 弟弟穿四十一號鞋
tired = 累了，早點睡
old-song = 在公車上聽到一首老歌
rain = 下了一整夜的雨
good-food = 飯菜很好吃
new-words = 學了三個新詞

## Below something bought.

half-each = 和朋友各付一半
cheaper = 比上次便宜
