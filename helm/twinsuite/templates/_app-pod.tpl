{{/* Volumes and mounts that every process with the app's configuration needs. */}}
{{- define "twinsuite.configMounts" -}}
- name: config
  mountPath: /etc/twinsuite/config
  readOnly: true
- name: secrets
  mountPath: /etc/twinsuite/secrets
  readOnly: true
{{- if include "twinsuite.hasRules" . }}
- name: rules
  mountPath: /etc/twinsuite/rules
  readOnly: true
{{- end }}
{{- if .Values.tls.server.secretName }}
- name: tls
  mountPath: /etc/twinsuite/tls
  readOnly: true
{{- end }}
{{- if .Values.tls.trustStore.secretName }}
- name: trust
  mountPath: /etc/twinsuite/trust
  readOnly: true
{{- end }}
{{- if include "twinsuite.predictorsCa" . }}
- name: predictors-ca
  mountPath: /etc/twinsuite/predictors
  readOnly: true
{{- end }}
- name: models
  mountPath: /models
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- end -}}

{{- define "twinsuite.configVolumes" -}}
- name: config
  configMap:
    name: {{ include "twinsuite.fullname" . }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- range .Values.secrets }}
      - secret:
          name: {{ .name }}
          {{- with .items }}
          items:
            {{- range $key, $option := . }}
            - key: {{ $key }}
              path: {{ $option }}
            {{- end }}
          {{- end }}
      {{- end }}
      {{- if and .Values.predictors.enabled .Values.predictors.token.secretName }}
      - secret:
          name: {{ .Values.predictors.token.secretName }}
          items:
            - key: {{ .Values.predictors.token.key }}
              path: twinsuite.forecast.servers-token
      {{- end }}
{{- if include "twinsuite.hasRules" . }}
- name: rules
  {{- if .Values.rules.image }}
  image:
    reference: {{ .Values.rules.image }}
    pullPolicy: IfNotPresent
  {{- else }}
  configMap:
    name: {{ default (printf "%s-rules" (include "twinsuite.fullname" .)) .Values.rules.configMap }}
  {{- end }}
{{- end }}
{{- with .Values.tls.server.secretName }}
- name: tls
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- with .Values.tls.trustStore.secretName }}
- name: trust
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- if include "twinsuite.predictorsCa" . }}
- name: predictors-ca
  secret:
    secretName: {{ .Values.predictors.tls.secretName }}
    defaultMode: 0440
    items:
      - key: {{ .Values.predictors.tls.ca }}
        path: ca.crt
{{- end }}
- name: models
  {{- include "twinsuite.models" . | nindent 2 }}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- end -}}

{{/* Whether the predictors' certificates are signed by an authority of their own. */}}
{{- define "twinsuite.predictorsCa" -}}
{{- if and .Values.predictors.enabled .Values.predictors.tls.secretName .Values.predictors.tls.ca -}}true{{- end -}}
{{- end -}}

{{/* Where model files come from. */}}
{{- define "twinsuite.models" -}}
{{- if .Values.models.image -}}
image:
  reference: {{ .Values.models.image }}
  pullPolicy: IfNotPresent
{{- else if .Values.models.claim -}}
persistentVolumeClaim:
  claimName: {{ .Values.models.claim }}
  readOnly: true
{{- else -}}
emptyDir: {}
{{- end -}}
{{- end -}}

{{- define "twinsuite.configArgs" -}}
- --config
- /etc/twinsuite/config/app.properties
- --config
- /etc/twinsuite/secrets
{{- end -}}

{{/* JVM options on top of the image's; half of the memory is left to what lives outside the heap. */}}
{{- define "twinsuite.jvmEnv" -}}
- name: JAVA_TOOL_OPTIONS
  value: {{ printf "-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError%s%s" (ternary (printf " -Djavax.net.ssl.trustStore=/etc/twinsuite/trust/%s -Djavax.net.ssl.trustStoreType=PKCS12" .Values.tls.trustStore.key) "" (not (empty .Values.tls.trustStore.secretName))) (ternary "" (printf " %s" .Values.app.javaOptions) (empty .Values.app.javaOptions)) | quote }}
{{- end -}}
