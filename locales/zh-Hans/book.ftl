### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = 公交车费
lunch = 午饭
dinner = 晚饭
coffee = 咖啡
tea = 茶
water = 饮用水
snacks = 零食
bread = 面包
rice = 大米
vegetables = 蔬菜
fruit = 水果
eggs = 鸡蛋
chicken = 鸡肉
fish = 鱼
oil = 食用油
soap = 肥皂
laundry = 洗衣服
haircut = 理发
medicine = 感冒药
shoes = 鞋子
shirt = 衬衫
taxi = 出租车
credit = 手机充值
gift = 生日礼物

## Above a note: one line of at most 100 bytes.

to-do = 要做的事
to-buy = 要买的东西
remember = 记得
today = 今天

## A note.

call-home = 星期天打电话回家
send-photos = 把照片发给妹妹
wash-sheets = 洗床单
mend-shirt = 补蓝色衬衫
clean-shoes = 擦鞋子
return-umbrella = 把雨伞拿去还
buy-onions = 洋葱、大蒜和鸡蛋
buy-toothpaste = 牙膏和肥皂
buy-socks = 便宜的话买袜子
buy-batteries = 手电筒的电池
buy-rice = 大米和食用油
birthday = 妈妈下星期过生日
first-bus = 第一班车六点半开
shop-closed = 商店星期一不营业
take-umbrella = 要下雨，记得带伞
shoe-size = 弟弟穿四十一码的鞋
tired = 累了，早点睡
old-song = 在公交车上听到一首老歌
rain = 下了一整夜的雨
good-food = 饭菜很好吃
new-words = 学了三个新词

## Below something bought.

half-each = 和朋友各付一半
cheaper = 比上次便宜
