### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Passagem de ônibus
lunch = Almoço
dinner = Jantar
coffee = Café
tea = Chá
water = Água
snacks = Lanche
bread = Pão
rice = Arroz
vegetables = Verduras
fruit = Frutas
eggs = Ovos
chicken = Frango
fish = Peixe
oil = Óleo de cozinha
soap = Sabonete
laundry = Lavanderia
haircut = Corte de cabelo
medicine = Remédio de gripe
shoes = Sapatos
shirt = Camisa
taxi = Táxi
credit = Recarga do celular
gift = Presente de aniversário

## Above a note: one line of at most 100 bytes.

to-do = Fazer
to-buy = Comprar
remember = Lembrar
today = Hoje

## A note.

call-home = Ligar para casa no domingo
send-photos = Mandar as fotos para minha irmã
wash-sheets = Lavar os lençóis
mend-shirt = Costurar a camisa azul
clean-shoes = Limpar os sapatos
return-umbrella = Devolver o guarda-chuva
buy-onions = Cebola, alho e ovos
buy-toothpaste = Pasta de dente e sabonete
buy-socks = Meias, se estiverem baratas
buy-batteries = Pilhas da lanterna
buy-rice = Arroz e óleo
birthday = Semana que vem é aniversário da mãe
first-bus = O primeiro ônibus sai às seis e meia
shop-closed = A loja fecha na segunda
take-umbrella = Levar o guarda-chuva, vai chover
shoe-size = Meu irmão calça 41
tired = Cansaço, dormir cedo
old-song = Ouvi uma música antiga no ônibus
rain = Choveu a noite inteira
good-food = A comida estava boa
new-words = Aprendi três palavras novas

## Below something bought.

half-each = Metade cada um, com um amigo
cheaper = Mais barato que da última vez
