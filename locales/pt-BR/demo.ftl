### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] O plano está ativo: espera-se um aviso de { $name } dentro de { $count } hora.
   *[other] O plano está ativo: espera-se um aviso de { $name } dentro de { $count } horas.
}
late = O aviso de { $name } está atrasado.
missed = O aviso de { $name } não chegou a tempo.
step-told = { $count ->
    [one] Etapa { $step }: { $count } contato foi avisado.
   *[other] Etapa { $step }: { $count } contatos foram avisados.
}
check-in-came = Chegou um aviso de { $name }. Todos que tinham sido alertados ficam sabendo.
all-clear = { $name } confirmou que o perigo passou.
family-page = A página da família: { $url }
