{{/*
Where the configured systems are, as a JSON list. Each: name, field (of the address), rule (value that says where it is),
given (that value), explicit (whether it must be given), endpoints (host, port, to; to is empty where a name does not tell).
Loopback addresses need no rule.
*/}}
{{- define "twinsuite.targets" -}}
{{- $egress := .Values.networkPolicy.egress -}}
{{- $config := .Values.config -}}
{{- $targets := list
  (dict "name" "ditto" "field" "config.ditto.url" "rule" "networkPolicy.egress.ditto" "given" $egress.ditto "addresses" (list $config.ditto.url))
  (dict "name" "kafka" "field" "config.hono.bootstrapServers" "rule" "networkPolicy.egress.kafka" "given" $egress.kafka "addresses" (splitList "," $config.hono.bootstrapServers) "port" 9092)
  (dict "name" "device registry" "field" "config.onboarding.honoUrl" "rule" "networkPolicy.egress.registry" "given" $egress.registry "addresses" (list $config.onboarding.honoUrl))
  (dict "name" "forecast servers" "field" "config.forecast.servers" "rule" "networkPolicy.egress.forecastServers" "given" $egress.forecastServers "addresses" $config.forecast.servers) -}}
{{- if $config.changes.bootstrapServers -}}
{{- $targets = append $targets (dict "name" "kafka of the changes" "field" "config.changes.bootstrapServers" "rule" "networkPolicy.egress.kafka" "given" $egress.kafka "addresses" (splitList "," $config.changes.bootstrapServers) "port" 9092) -}}
{{- end -}}
{{- range $channel, $uri := .Values.notify -}}
{{- if regexMatch "^(https?|smtps?):" $uri -}}
{{- $targets = append $targets (dict "name" (printf "notify %s" $channel) "field" (printf "notify.%s" $channel) "rule" (printf "networkPolicy.egress.notify.%s" $channel) "given" (index $egress.notify $channel) "addresses" (list $uri)) -}}
{{- end -}}
{{- end -}}
{{- if hasPrefix "jdbc:postgresql:" $config.db.url -}}
{{- $hosts := regexReplaceAll "[/?].*$" (regexReplaceAll "^jdbc:postgresql:(//)?" $config.db.url "") "" -}}
{{- $targets = append $targets (dict "name" "database" "field" "config.db.url" "rule" "networkPolicy.egress.database" "given" $egress.database "explicit" true "addresses" (splitList "," $hosts) "port" 5432) -}}
{{- end -}}
{{- range $kind := list "cmms" "erp" -}}
{{- range $system, $values := index $.Values $kind -}}
{{- $targets = append $targets (dict "name" (printf "%s %s" $kind $system) "field" (printf "%s.%s.options.url" $kind $system) "rule" (printf "%s.%s.egress" $kind $system) "given" $values.egress "explicit" true "addresses" (list $values.options.url)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.tagMap -}}
{{- range $source, $connection := (fromYaml .Values.tagMap).sources -}}
{{- $targets = append $targets (dict "name" (printf "control system %s" $source) "field" (printf "tagMap source %s" $source) "rule" (printf "networkPolicy.egress.controlSystems.%s" $source) "given" (index $egress.controlSystems $source) "explicit" true "addresses" (list (toString (default "" $connection.url)))) -}}
{{- end -}}
{{- end -}}
{{- $resolved := list -}}
{{- range $target := $targets -}}
{{- $endpoints := list -}}
{{- range $address := $target.addresses -}}
{{- $endpoint := fromJson (include "twinsuite.endpoint" (dict "address" (trim $address) "port" (default 0 $target.port))) -}}
{{- if $endpoint.host -}}{{- $endpoints = append $endpoints $endpoint -}}{{- end -}}
{{- end -}}
{{- $resolved = append $resolved (merge (dict "endpoints" $endpoints "given" (default dict $target.given)) (omit $target "addresses" "given")) -}}
{{- end -}}
{{- toJson $resolved -}}
{{- end -}}

{{/* Host, port and peers of an address; an empty host for loopback and for nothing. Arguments: address, port (if it has none). */}}
{{- define "twinsuite.endpoint" -}}
{{- $rest := regexReplaceAll "^([a-zA-Z][a-zA-Z0-9+.-]*://|(https?|smtps?):)" .address "" -}}
{{- $rest = regexReplaceAll "^.*@" (regexReplaceAll "[/?#].*$" $rest "") "" -}}
{{- $host := regexFind "^(\\[[^\\]]+\\]|[^:]+)" $rest -}}
{{- $port := int (trimPrefix ":" (regexFind ":[0-9]+$" (trimPrefix $host $rest))) -}}
{{- if not $port -}}
{{- $port = .port -}}
{{- range $scheme, $usual := dict "https:" 443 "http:" 80 "smtps:" 465 "smtp:" 25 -}}
{{- if hasPrefix $scheme $.address -}}{{- $port = $usual -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $to := list -}}
{{- if regexMatch "^(localhost|127\\..*|\\[::1\\])$" $host -}}
{{- $host = "" -}}
{{- else if regexMatch "^[0-9]+(\\.[0-9]+){3}$" $host -}}
{{- $to = list (dict "ipBlock" (dict "cidr" (printf "%s/32" $host))) -}}
{{- else if hasPrefix "[" $host -}}
{{- $to = list (dict "ipBlock" (dict "cidr" (printf "%s/128" (trimAll "[]" $host)))) -}}
{{- else if regexMatch "^[^.]+\\.[^.]+\\.svc(\\..+)?$" $host -}}
{{- $to = list (dict "namespaceSelector" (dict "matchLabels" (dict "kubernetes.io/metadata.name" (index (splitList "." $host) 1)))) -}}
{{- else if and $host (not (contains "." $host)) -}}
{{- $to = list (dict "podSelector" dict) -}}
{{- end -}}
{{- toJson (dict "host" $host "port" $port "to" $to) -}}
{{- end -}}

{{/* The ways out that follow: what is given, else what the addresses say. */}}
{{- define "twinsuite.waysOut" -}}
{{- range $target := fromJsonArray (include "twinsuite.targets" .) -}}
{{- $to := list -}}
{{- $ports := list -}}
{{- range $target.endpoints -}}
{{- range .to -}}{{- $to = append $to . -}}{{- end -}}
{{- if .port -}}{{- $ports = append $ports (int .port) -}}{{- end -}}
{{- end -}}
{{- $to = default (uniq $to) $target.given.to -}}
{{- $ports = default (uniq $ports) $target.given.ports -}}
{{- if and $to $ports (or $target.given.to $target.endpoints) }}
{{ include "twinsuite.egress" (dict "name" $target.name "rule" (dict "to" $to "ports" $ports)) }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Addresses that the network policy would keep the app from. */}}
{{- define "twinsuite.problemsOfAddresses" -}}
{{- $problems := list -}}
{{- range $target := fromJsonArray (include "twinsuite.targets" .) -}}
{{- range $endpoint := $target.endpoints -}}
{{- $port := int $endpoint.port -}}
{{- $elsewhere := false -}}
{{- range $.Values.networkPolicy.egress.others -}}
{{- range .ports -}}{{- if eq (int .) $port -}}{{- $elsewhere = true -}}{{- end -}}{{- end -}}
{{- end -}}
{{- if and (not $target.explicit) (not $target.given.to) (not $endpoint.to) (not $elsewhere) -}}
{{- $problems = append $problems (printf "%s.to: say where %s of %s is (NetworkPolicyPeers), else the network policy keeps the app from it. Only addresses, names in this namespace and name.namespace.svc tell by themselves. Or set networkPolicy.enabled to false." $target.rule $endpoint.host $target.field) -}}
{{- end -}}
{{- if and $target.given.ports $port (not $elsewhere) -}}
{{- $listed := false -}}
{{- range $target.given.ports -}}{{- if eq (int .) $port -}}{{- $listed = true -}}{{- end -}}{{- end -}}
{{- if not $listed -}}
{{- $problems = append $problems (printf "%s.ports: %s is at %s:%d, and port %d is not among them. Add it." $target.rule $target.field $endpoint.host $port $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}
