{{- /* What both programs share. Call with (dict "root" $ "name" "berth-controller" "program" .Values.controller). */}}
{{- define "berth.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "berth.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "berth.labels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  app.kubernetes.io/part-of: berth
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "berth.pod" -}}
serviceAccountName: {{ .name }}
terminationGracePeriodSeconds: {{ .program.terminationGracePeriodSeconds }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
topologySpreadConstraints:
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "berth.labels" . | nindent 6 }}
{{- with .program.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .program.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
- name: box-keys
  secret: {secretName: {{ .root.Values.boxKeys.secretName }}, defaultMode: 0440}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- end }}

{{- define "berth.container" -}}
image: {{ printf "%s:%s" .program.image.repository (.program.image.tag | default .root.Chart.AppVersion) | quote }}
imagePullPolicy: {{ .program.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
resources:
  {{- toYaml .program.resources | nindent 2 }}
startupProbe:
  httpGet: {path: /livez, port: health}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /livez, port: health}
  periodSeconds: 10
  failureThreshold: 6
# Readiness is false during every normal re-watch, so one miss says nothing.
readinessProbe:
  httpGet: {path: /readyz, port: health}
  periodSeconds: 5
  failureThreshold: 3
volumeMounts:
- {name: box-keys, mountPath: /etc/berth/box-keys, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "berth.env" -}}
- {name: BERTH_PUBLIC_URL, value: {{ .root.Values.publicUrl | quote }}}
- {name: BERTH_PREVIEW_HOST, value: {{ .root.Values.previewHost | quote }}}
- {name: BERTH_BOX_KEYS, value: /etc/berth/box-keys}
- {name: BERTH_HEALTH_LISTEN, value: "0.0.0.0:9091"}
{{- with .root.Values.watchNamespaces }}
- {name: BERTH_WATCH_NAMESPACES, value: {{ join "," . | quote }}}
{{- end }}
{{- range $name, $value := .program.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}
