### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Página da família
skip-to-content = Ir para o conteúdo
language = Idioma
back = Voltar
cancel = Cancelar
save = Salvar
saved = Salvo
nobody = a pessoa querida

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Sua página da família
start-text = Alguém que confia em você lhe deu esta página. Ela mostra como a pessoa está e avisa se algo não vai bem.
start-open = Abrir minha página
start-note = Nada é carregado antes de você apertar o botão.
start-keep = Guarde o link. É o seu caminho de volta. Não dê a ninguém.
link-in-history = Seu navegador pode guardar este link no histórico. Se outras pessoas usam este aparelho, apague-o lá.

nolink-title = Abra sua página com o seu link
nolink-text = Cole o link que você recebeu. Ele começa com “http” e tem “#WF1” dentro.
nolink-label = Seu link
nolink-open = Abrir

link-not-ours = Este não é um link de página da família. Por favor, copie de novo o link inteiro.
link-damaged = Este link está danificado. Falta uma parte ou algo mudou. Por favor, copie de novo o link inteiro.
link-too-new = Este link foi feito por uma versão mais nova. Carregue esta página de novo. Se não ajudar, use a página do endereço que está no link.
link-wrong-kind = Este é um código para o aplicativo, não para a página da família. Peça o link da sua página da família.
link-invalid = Há algo errado neste link. Peça um novo.
link-other-place = Este link pertence a outro endereço. Por favor, abra lá: { $url }
link-too-many = Esta página pode ter 200 pessoas. Remova uma antes de adicionar outra.

storage-none = Este navegador não guarda nada. Quando fechar esta página, você vai precisar do link de novo.
storage-full = Não há mais espaço neste aparelho. O que você tem está guardado. Por favor, libere um pouco de espaço.
storage-too-new = Uma versão mais nova desta página foi usada neste navegador. Por favor, feche todas as janelas dela e carregue a página de novo.
not-secure = Este endereço não é protegido, por isso o navegador não consegue abrir as mensagens. Use o endereço que começa com “https”, ou a página em arquivo.
something-wrong = Algo deu errado nesta página. O que você tem está guardado. Carregue a página de novo.

## Whether this page is in touch with the relay.

sync-now = Procurando novidades …
sync-ok = Novidades procuradas { $ago }
sync-never = Ainda sem conexão
sync-button = Procurar novidades agora
sync-unreachable = Não foi possível falar com o servidor. Esta página mostra o que já tinha e continua tentando.
sync-refused = O servidor se recusa a responder no momento. Esta página mostra o que já tinha e continua tentando.
sync-garbage = A resposta do servidor não faz sentido. Esta página mostra o que já tinha e continua tentando.
sync-busy = O servidor está ocupado. Esta página continua tentando.
sync-taken = O servidor não aceita este link. Peça um novo.
sync-away = O servidor ficou fora de { $from } até { $to }. Os alertas desse período podem chegar tarde.
clock-ahead = O relógio deste aparelho está { $by } adiantado em relação ao do servidor. As horas nesta página podem estar erradas.
clock-behind = O relógio deste aparelho está { $by } atrasado em relação ao do servidor. As horas nesta página podem estar erradas.

## How things stand. The title is the biggest text on the page.

situation-heading = Como estão as coisas
sos-title = { $name } pediu socorro
sos-when = Enviado { $time } ({ $ago }).
sos-from-locked = Foi enviado sem desbloquear o celular.
sos-open = O pedido fica aberto até { $name } confirmar que o perigo passou.
duress-title = { $name } pode estar sob pressão
duress-text = Chegou uma mensagem de uma parte do celular que { $name } abre quando alguém obriga. Não acredite que está tudo bem. Não fale disso na resposta.
missed-title = Nenhum aviso de { $name }
missed-text = Um aviso era esperado até { $due }. Conta como não recebido desde { $missed }.
late-title = O aviso de { $name } está atrasado
late-text = Um aviso era esperado até { $due } ({ $ago }). Se não chegar, conta como não recebido a partir de { $missed }.
ok-title = Chegou um aviso de { $name }
ok-text = O próximo aviso é esperado até { $due }.
paused-title = Os avisos de { $name } estão em pausa
paused-text = A pausa termina { $until }. O próximo aviso é esperado até { $due }.
noplan-title = { $name } não tem plano de avisos
noplan-text = Você verá as mensagens aqui. Ninguém é avisado quando elas não chegam.
waiting-title = Ainda não chegou nada
waiting-text = A primeira mensagem aparecerá aqui. Você pode fechar esta página e voltar depois.
ended-title = { $name } encerrou isto
ended-text = Não chegarão novas mensagens. O que veio antes fica aqui.
last-heard = Último sinal: { $time } ({ $ago })
last-heard-never = Nenhum sinal ainda
last-check-in = Último aviso: { $time } ({ $ago })
not-proof = O silêncio não prova que algo ruim aconteceu. O celular pode estar sem bateria, perdido ou sem rede.
told-you = O servidor avisou a etapa { $step } de { $steps }, { $time }.
practice-now = Isto é um treino. Nada aconteceu.

short-sos = Pedido de socorro
short-duress = Sob pressão
short-missed = Sem aviso
short-late = Atrasado
short-ok = Avisou
short-paused = Em pausa
short-noplan = Sem plano
short-waiting = Nada ainda
short-ended = Encerrado

## What to do now.

todo-heading = O que fazer agora
todo-sos-1 = Aperte “Eu vi”. Assim { $name } pode saber que o pedido chegou.
todo-sos-2 = Veja os lugares abaixo. Imprima ou salve a ficha do caso.
todo-sos-3 = Ligue para a polícia do lugar onde { $name } está, ou para uma organização que ajuda. Entregue a ficha do caso.
todo-sos-4 = Não ligue nem escreva para { $name } de outro jeito, a não ser que tenha certeza de que é seguro. Outra pessoa pode estar com o celular.
todo-sos-5 = Deixe esta página aberta. Ela mostra o que vier depois.
todo-duress-1 = Não responda como se soubesse.
todo-duress-2 = Ligue para uma organização que ajuda, ou para a polícia. Entregue a ficha do caso.
todo-missed-1 = Mantenha a calma. A maioria dos silêncios tem um motivo simples.
todo-missed-2 = Pergunte a outros que conhecem { $name } se souberam de algo.
todo-missed-3 = Tente falar com { $name } de um jeito que seja seguro. Outra pessoa pode estar com o celular.
todo-missed-4 = Aperte “Vou cuidar disso”, para que os outros saibam que alguém está agindo.
todo-missed-5 = Se não conseguir saber mais, ligue para a polícia ou para uma organização que ajuda. Entregue a ficha do caso.
todo-missed-next = Se nada chegar, o servidor avisa a próxima etapa { $time }.
todo-late-1 = Você ainda não precisa fazer nada.
todo-late-2 = Veja aqui de novo depois de { $missed }. Se ativar um alerta abaixo, você será avisado.
todo-ok-1 = Você não precisa fazer nada.
todo-alerts = Ative um alerta, para saber quando algo não vai bem.
todo-waiting-1 = Imprima sua folha de recuperação e guarde em lugar seguro.

## Places.

places-heading = Lugares
places-none = Nenhum lugar chegou.
places-sealed = Chegaram lugares com os avisos. Eles estão lacrados. Uma etapa posterior os abre se { $name } continuar em silêncio.
places-latest = Lugar mais recente
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] a menos de { $metres } metro
       *[other] a menos de { $metres } metros
    }
place-when = Quando
place-where = Onde
copy = Copiar
copied = Copiado
open-in-app = Abrir em um aplicativo de mapas
open-in-web = Abrir no OpenStreetMap
map-warning = Um aplicativo de mapas ou o OpenStreetMap fica sabendo que lugar você olha.
track-label = { $count ->
        [one] Um desenho com { $count } lugar. Ele está na lista abaixo.
       *[other] Um desenho com { $count } lugares, do mais antigo ao mais recente. Eles estão na lista abaixo.
    }
track-oldest = mais antigo
track-newest = mais recente
track-north = o norte fica em cima
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = As horas dos lugares são do relógio do celular, que pode estar errado.

## What came and what was told.

history-heading = O que chegou, mais recente primeiro
history-empty = Nada ainda.
history-more = Mostrar mais antigos
new-mark = Novo
came-check-in-ok = Aviso: “Estou aqui, está tudo bem.”
came-check-in-uneasy = Aviso: “Algo não está bem.”
came-check-in-moved = Aviso: “Estou em outro lugar.”
came-sos = Pedido de socorro
came-sos-cleared = Pedido de socorro, encerrado porque o perigo passou
came-all-clear = O perigo passou: o pedido de socorro acabou
came-opened = O aplicativo foi aberto no celular
came-opened-duress = O aplicativo foi aberto do jeito usado quando alguém obriga
came-hello = Você virou contato de confiança
came-farewell = Isto foi encerrado
came-last-place = Último lugar conhecido pelo celular
came-plan-armed = Um plano de avisos foi criado
came-plan-paused = Os avisos ficaram em pausa até { $until }
came-plan-ended = O plano de avisos foi encerrado
came-plan-drill = Um treino foi iniciado
came-words = Etapa { $step }, com palavras que { $name } aprovou
came-words-practice = Treino, etapa { $step }
told-step = O servidor avisou a etapa { $step } de { $steps }: nenhum aviso chegou
told-step-practice = Treino: o servidor avisou a etapa { $step } de { $steps }
told-check-in = Um aviso chegou depois que você foi avisado. Isso não quer dizer que está tudo bem.
told-held = A etapa { $step } foi adiada até { $until } por { $who }
told-held-unverified = O servidor diz que a etapa { $step } foi adiada até { $until }. Nenhuma assinatura prova isso.
told-paused = O servidor diz: em pausa até { $until }
told-ended = O servidor diz: o plano foi encerrado
told-away = O servidor ficou fora de { $from } até { $to }
told-places = Os lugares dos avisos anteriores foram abertos para você
told-file = O servidor abriu a parte dele dos documentos
you-seen = Você respondeu: Eu vi
you-on-it = Você respondeu: Vou cuidar disso
you-text = Você escreveu
came-unknown = Uma mensagem que esta versão não consegue mostrar
from-phone = Do celular de { $name }
from-relay = Do servidor
from-you = De você
sent-locked = Enviado sem desbloquear o celular
sent-duress = Enviado de uma parte do celular que se abre quando alguém obriga
battery = Bateria { $percent } %
phone-time = Pelo relógio do celular: { $time }
reply-saved = Salvo aqui. Será enviado quando for possível falar com o servidor.
reply-at-relay = No servidor. O celular busca quando tiver rede; esta página não pode saber quando.
mailbox-full = A caixa de mensagens do celular está cheia. Sua resposta fica guardada aqui e será tentada de novo.
mailbox-unknown = O servidor não reconhece a caixa de mensagens do celular no momento. Sua resposta fica guardada aqui e será tentada de novo.

## Replies.

reply-heading = Responder
reply-seen = Eu vi
reply-on-it = Vou cuidar disso
reply-label = Suas palavras para { $name }
reply-send = Enviar
reply-careful = Não escreva nada que possa prejudicar { $name } se outra pessoa ler.
reply-too-long = Está longo demais. Por favor, escreva menos.
reply-done = Sua resposta está salva. Será enviada o mais rápido possível.

## What happens if no check-in comes.

plan-heading = O que acontece se nenhum aviso chegar
plan-timing = Um aviso é esperado a cada { $interval }. Depois disso, ainda se espera { $grace }.
plan-step-you = Etapa { $step }, { $time }: você é avisado.
plan-step-others = Etapa { $step }, { $time }: outros são avisados.
plan-step-done = Etapa { $step }: avisada.
plan-practice = Você também pode receber um treino. Ele vem bem marcado.
hold-heading = Adiar a próxima etapa
hold-explain = Se você sabe que { $name } está em segurança, pode adiar a etapa { $step }. Todos os que são avisados veem que foi você. Dá para adiar 24 horas por vez, e 72 horas no total.
hold-hours = Por quanto tempo
hold-button = Adiar a etapa { $step }
hold-sure = Só faça isso se teve notícias de { $name } por outro meio. Adiar?
hold-saved = Seu pedido está salvo. Ele vale quando o servidor aceitar.
hold-accepted = O servidor aceitou.
hold-refused = O servidor não aceitou. A etapa vem como planejado.
held-now = A etapa { $step } está adiada até { $until } por { $who }.
held-now-unverified = O servidor diz que a etapa { $step } está adiada até { $until }. Nenhuma assinatura prova isso.
somebody = alguém do grupo de contatos
yourself = você

## The file: what the worker wrote down before leaving.

file-heading = Os documentos
file-explain = { $name } escreveu isto antes de partir, para o caso de algo acontecer.
file-waiting = Os documentos ainda estão fechados. Uma etapa posterior os abre.
file-shares = Os documentos abrem quando { $need } de vocês tiverem dado a sua parte. Já dadas: { $have }.
file-give = Dar a minha parte
file-give-sure = Quando houver partes suficientes, os outros também podem abrir os documentos. Não dá para voltar atrás.
file-given-saved = Sua parte está salva. Será enviada quando for possível falar com o servidor.
file-given = Sua parte foi dada. Esta página procura as outras.
file-download = Carregar os documentos
file-download-more = Continuar carregando os documentos
file-progress = { $have } de { $count } partes carregadas
file-open = Abrir os documentos
file-damaged = Uma parte dos documentos está danificada. Carregue de novo.
file-not-released = O servidor ainda não entrega os documentos. Tente mais tarde.
file-wrong-shares = As partes não combinam. Espere por outra.
file-made = Escrito { $time }, pelo relógio do celular
field-1 = Quem eu sou
field-2 = Documentos pessoais
field-3 = Patrão
field-4 = Quem recrutou, e como nos conhecemos
field-5 = Trabalho e pagamento prometidos
field-6 = Endereço
field-7 = Caminho e passagens
field-8 = Pessoas para ligar
field-9 = Anotações
field-other = Mais
attachments-heading = Fotos e papéis
attachment-save = Salvar { $file }
attachment-picture = Foto: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Ficha do caso
sheet-explain = Tudo o que esta página sabe, em papel ou em arquivo. Entregue à polícia ou a uma organização que ajuda.
sheet-show = Mostrar a ficha do caso
sheet-print = Imprimir
sheet-json = Salvar em arquivo (JSON)
sheet-made = Feita { $time }. As horas são do fuso horário { $zone }.
sheet-who = Quem
sheet-name = Nome
sheet-own-name = Nome próprio
sheet-identity = Marca deste contato
sheet-stands = Como estão as coisas
sheet-messages = Mensagens
sheet-told = O que o servidor avisou, e quando
sheet-source = Origem
sheet-what = O quê
sheet-sources = De onde vem cada informação
sheet-source-phone = Celular: dito pelo celular de { $name }, lacrado para que ninguém no caminho possa ler ou mudar. O relógio e o que foi digitado podem estar errados.
sheet-source-relay = Servidor: dito pelo servidor, que não consegue ler as mensagens. As horas de chegada são dele.
sheet-source-page = Página: calculado ou escrito nesta página.
source-phone = Celular
source-relay = Servidor
source-page = Página
sheet-notes = Anotações particulares
sheet-notes-include = Pôr minhas anotações particulares na ficha
sheet-file-missing = Os documentos não estão nesta ficha, porque não estão abertos nesta página.

## The recovery sheet.

recovery-heading = Folha de recuperação
recovery-explain = Se este aparelho se perder ou for apagado, você precisa do link para voltar. Imprima esta folha e guarde onde ninguém a encontre. Quem a tiver pode ler o que chega para você.
recovery-show = Mostrar a folha de recuperação
recovery-recommended = Imprima primeiro sua folha de recuperação.
recovery-later = Depois
recovery-print = Imprimir
recovery-text = Escaneie esta imagem com um celular, ou digite o link:
recovery-qr = O link como imagem para escanear

## Alerts when the page is closed.

alerts-heading = Alertas
alerts-explain = Você pode ser avisado quando houver algo novo, mesmo com esta página fechada. O alerta só diz: por favor, abra sua página da família.
alerts-push = Alertas neste navegador
alerts-push-on = Ligar
alerts-push-off = Desligar
alerts-push-is-on = Os alertas neste navegador estão ligados.
alerts-push-denied = Este navegador não permite alertas desta página. Você pode mudar isso nas configurações dele.
alerts-push-unsupported = Este navegador não tem alertas. Escolha outro meio abaixo.
alerts-push-not-offered = Este servidor não oferece alertas no navegador. Escolha outro meio abaixo.
alerts-push-failed = Não deu certo. Por favor, tente mais tarde.
alerts-add = Adicionar outro meio
alerts-kind = Como
alerts-email = E-mail
alerts-ntfy = ntfy (um aplicativo de alertas)
alerts-webhook = Webhook (para organizações)
alerts-email-address = Endereço de e-mail
alerts-ntfy-address = Endereço do tópico ntfy
alerts-webhook-address = Endereço do webhook
alerts-urgent-only = Só quando for urgente
alerts-button = Adicionar
alerts-list = Seus alertas
alerts-none = Nenhum alerta ainda.
alerts-unknown-address = ativado em outro navegador
alert-unconfirmed = Não confirmado. Abra a mensagem que foi enviada para lá e aceite.
alert-confirmed = Funciona
alert-dead = Não chega. Por favor, confira o endereço.
alert-opted-out = Desligado por quem recebe
alert-other = Desconhecido
alert-remove = Remover
alerts-invalid = O servidor não aceita este endereço.
alerts-limit = Há alertas demais. Remova um primeiro.
alerts-not-offered = Este servidor não oferece isso.
alerts-other-problem = Não deu certo. Por favor, tente mais tarde.
notification-text = Por favor, abra sua página da família.

## This page itself.

page-heading = Esta página
page-label = Como você chama esta pessoa
page-note = Anotações particulares
page-note-explain = Elas ficam neste navegador. Ninguém mais vê.
page-add = Adicionar outro link
page-install = Pôr esta página na tela inicial
page-file = Esta página em um só arquivo
page-file-explain = Você pode salvar esta página em arquivo e abrir sem o endereço dela. Ela pede o seu link. Compare a impressão digital dela com a publicada.
page-file-save = Salvar a página
page-fingerprint = Impressão digital (SHA-256)
page-forget = Remover esta pessoa deste navegador
page-forget-sure = Tudo o que este navegador guarda sobre { $name } será apagado. Com o link você pode voltar. Remover?
page-limits-heading = É bom saber
page-limit-1 = Quem tiver o seu link pode ler o que chega para você.
page-limit-2 = O servidor passa adiante mensagens lacradas. Ele não consegue ler. Ele vê quando você olha.
page-limit-3 = Um servidor tomado por outros poderia entregar uma página falsa. A página em arquivo protege você disso.
page-limit-4 = Ninguém pode pedir um lugar por esta página. Os lugares só chegam como { $name } concordou.

## A page for many people.

list-heading = { $count ->
        [one] { $count } pessoa
       *[other] { $count } pessoas
    }
list-search = Buscar por nome ou anotações
list-none-found = Ninguém encontrado.
list-csv = Salvar a lista (CSV)
list-unopened = { $count ->
        [one] { $count } novo
       *[other] { $count } novos
    }
list-due = esperado até { $due }
list-since = desde { $time }
column-name = Nome
column-situation = Situação
column-last-heard = Último sinal
column-last-check-in = Último aviso
column-due = Esperado até
column-missed = Sem aviso desde
column-step = Etapa avisada
column-notes = Anotações

## Lengths of time.

minutes = { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
hours = { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
days = { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }
just-now = agora mesmo

## News for those who listen to the page.

news-message = Nova mensagem de { $name }
news-sos = { $name } pediu socorro
news-told = O servidor avisou algo novo sobre { $name }
