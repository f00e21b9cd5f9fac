#!/bin/bash
# Makes a fresh Amazon Linux 2023 instance serve Visitor Board. An instance tag board:NAME is the variable NAME of the
# service; REPOSITORY, REVISION, ARTIFACT_BUCKET, *_SECRET and LOG_GROUP are read here. A step that fails is named, and
# serves nothing. Run it again to take up changed tags.
set -euo pipefail
export HOME=/root LC_ALL=C GIT_TERMINAL_PROMPT=0

maven=3.9.16
maven_sha512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6
etc=/etc/visitor-board opt=/opt/visitor-board var=/var/lib/visitor-board
timeline=''
declare -A tag

say() { echo "[visitor-board] ${SECONDS}s $*"; }
die() { say "$*" && exit 1; }

# step NAME: begins it, and times the one before.
step() {
  local now=${EPOCHREALTIME/./} tenths
  tenths=$(((now - ${began:-$now}) / 100000))
  ((!tenths)) || timeline+=${timeline:+,}$step=$((tenths / 10)).$((tenths % 10))
  step=$1 began=$now
  say "$1"
}

finish() {
  local status=$?
  rm -rf "$work"
  ((status)) || return 0
  if [[ $step == start ]]; then
    systemctl disable -q --now visitor-board
    journalctl -b -n 200 -o cat -u visitor-board | grep -v '"level":"INFO"' | tail -n 20 || :
  fi
  say "FAILED in step $step"
  exit $status
}

retry() { "$@" || { sleep 3 && "$@"; } || { sleep 9 && "$@"; }; }
imds() { curl -sSf --retry 5 --retry-connrefused -m 5 "${@:2}" "http://169.254.169.254/latest/$1"; }
metadata() { imds "meta-data/$1" -H "X-aws-ec2-metadata-token: $token"; }

read_tags() {
  local keys key value
  token=$(imds api/token -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 900')
  keys=$(retry metadata tags/instance) || die 'no tags: launch with InstanceMetadataTags=enabled'
  for key in $keys; do
    [[ $key == board:* ]] || continue
    [[ $key =~ ^board:[A-Z][A-Z0-9_]*$ ]] || die "tag $key: name not of A-Z 0-9 _"
    value=$(metadata "tags/instance/$key")
    [[ $value =~ ^[A-Za-z0-9\ +=._:/@-]*$ ]] || die "tag $key: value not of A-Z a-z 0-9 +-=._:/@ and space"
    [[ ! $value ]] || tag[${key#board:}]=$value
  done
  repository=${tag[REPOSITORY]-} revision=${tag[REVISION]-main} bucket=${tag[ARTIFACT_BUCKET]-} group=${tag[LOG_GROUP]-}
  [[ $repository =~ ^(https|file)://[^@\ ]+$ ]] || die 'tag board:REPOSITORY is missing, or not https:// without user'
  [[ $revision =~ ^[A-Za-z0-9][^\ :]*$ ]] || die 'tag board:REVISION is no branch, tag or commit'
  AWS_DEFAULT_REGION=$(metadata placement/region)
  export AWS_DEFAULT_REGION
}

add_swap() {
  small=$(awk '/^MemTotal/ && $2 < 1900000' /proc/meminfo)
  [[ $small && ! $(swapon --show) ]] || return 0
  step swap
  fallocate -l 1G /swapfile
  chmod 600 /swapfile
  mkswap /swapfile
  swapon /swapfile
}

# secret TAG VARIABLE: its line of the environment file.
secret() {
  local value id=${tag[$1]-}
  [[ $id ]] || return 0
  value=$(aws secretsmanager get-secret-value --secret-id "$id" --query SecretString --output text) || return
  [[ $value != *$'\n'* ]] || return
  sed 's/["\\`$]/\\&/g; s/.*/'"$2"'="&"/' <<<"$value"
}

ship_logs() {
  local more="\"log_group_name\":\"$group\",\"log_stream_name\":\"{instance_id}"
  cat >$etc/agent.json <<END
{"logs":{"logs_collected":{"files":{"collect_list":[
{"file_path":"/var/log/visitor-board.log",$more/service"},
{"file_path":"/var/log/cloud-init-output.log",$more/boot"}]}}}}
END
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:$etc/agent.json \
    >/dev/null || say 'WARNING: no logs to CloudWatch'
}

as_user() { runuser -u visitor-board -- env HOME=$var "$@"; }

clone() {
  as_user rm -rf $var/src
  as_user git init -q $var/src
  cd $var/src
  retry as_user git fetch -q --depth 1 "$repository" "$revision" ||
    die "cannot fetch board:REVISION $revision (branch, tag, commit) from board:REPOSITORY $repository"
  as_user git checkout -q FETCH_HEAD
  commit=$(as_user git rev-parse HEAD)
}

# take KEY FILE: from the bucket, if there and whole.
take() {
  local sum
  sum=$(aws s3api get-object --bucket "$bucket" --key "$1" --query Metadata.sha256 --output text "$2" 2>&1) &&
    sha256sum --status -c <<<"$sum  $2" && return
  say "not in $bucket: $1: ${sum##*$'\n'}"
  rm -f "$2"
}

build() {
  local home=/opt/apache-maven-$maven file=apache-maven-$maven-bin.tar.gz
  if [[ ! -d $home ]]; then
    step maven
    retry curl -sSf -m 120 -o "$work/$file" https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$maven/$file
    sha512sum --status -c <<<"$maven_sha512  $work/$file" || die "$file: wrong SHA-512"
    tar -xzf "$work/$file" -C /opt
  fi
  step build
  as_user JAVA_HOME="$java" MAVEN_OPTS='-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1' \
    $home/bin/mvn -B -q -ntp -Dboot.build -DskipTests package
  as_user java -Djarmode=tools -jar target/visitor-board.jar extract --destination target/app
  echo "$commit" >target/app/commit
  tar -C target/app -cf "$app" .
}

offer() {
  aws s3api put-object --if-none-match '*' --bucket "$bucket" --key "$key" --body "$app" \
    --metadata "sha256=$(sha256sum <"$app" | cut -c1-64)" >/dev/null || say 'WARNING: not offered'
}

bring() {
  local app=$work/app key=$commit/visitor-board.tar
  mkdir "$work/new"
  if [[ $bucket ]]; then
    step artifact
    take "$cache_key" "$work/new/visitor-board.aot" &
    take "$key" "$app"
    wait $!
    [[ ! -f $app || $(tar -xOf "$app" ./commit) == "$commit" ]] ||
      { say "WARNING: $key is of another commit" && rm "$app"; }
  fi
  if [[ ! -f $app ]]; then
    build
    [[ ! $bucket ]] || offer &
  fi
  step install
  tar -xf "$app" --no-same-owner -C "$work/new"
  mv "$work/new" "$opt/$commit"
}

configure() {
  local key
  for key in "${!tag[@]}"; do
    [[ $key == @(REPOSITORY|REVISION|ARTIFACT_BUCKET|*_SECRET|LOG_GROUP) ]] || echo "$key=\"${tag[$key]}\""
  done
  cat "$work/secrets" - <<END
INSTANCE_ID=$(metadata instance-id)
INSTANCE_TYPE=$(metadata instance-type)
AVAILABILITY_ZONE=$(metadata placement/availability-zone)
AWS_REGION=$AWS_DEFAULT_REGION
BOARD_VERSION=$commit
END
}

start() {
  local units=src/main/systemd state deadline=$((SECONDS + 180))
  wait "$secrets" || die 'a secret cannot be read, or has two lines'
  (umask 077 && configure >$etc/environment)
  echo -e "ARTIFACT_BUCKET=$bucket\nCACHE_KEY=$cache_key" >$etc/cache
  cp $units/*.service /etc/systemd/system
  cp $units/logrotate /etc/logrotate.d/visitor-board
  ln -sfn "$commit" $opt/current
  systemctl daemon-reload
  [[ ! $group ]] || systemctl enable -q --now visitor-board-log
  step start
  state=$(cat $etc/environment $units/visitor-board.service | sha256sum)
  if [[ $state != "$(cat $etc/state 2>&1)" ]] || ! systemctl is-active -q visitor-board; then
    echo "BOOT_TIMELINE=$timeline" >$etc/timeline
    systemctl enable -q visitor-board
    systemctl restart visitor-board
    echo "$state" >$etc/state
  fi
  until curl -sf -m 2 -o /dev/null "http://127.0.0.1:${tag[PORT]-8080}/actuator/health/readiness"; do
    (($(systemctl show -P NRestarts visitor-board) < 3)) || die 'it does not start:'
    ((SECONDS < deadline)) || die 'not ready within 180 s:'
    sleep 0.2
  done
}

work=$(mktemp -d /var/tmp/board.XXXX)
trap finish EXIT
exec 9>/run/lock/visitor-board
flock -n 9 || die 'another run is under way'
step tags
read_tags
mkdir -p $etc $opt
add_swap
step packages
{ secret SIGNING_SECRET BOARD_SIGNING_KEY && secret INSTRUCTOR_SECRET BOARD_ADMIN_TOKEN; } >"$work/secrets" &
secrets=$!
# The image's own updates hold RPM's lock.
# shellcheck disable=SC2086
until timeout 300 dnf -q -y install git-core java-25-amazon-corretto-devel ${group:+amazon-cloudwatch-agent}; do
  ((SECONDS < 100)) || die 'dnf fails'
  sleep 5
done
java=$(readlink -f "$(command -v javac)")
java=${java%/bin/javac}
id visitor-board &>/dev/null || useradd -rmd $var visitor-board
[[ ! $group ]] || ship_logs &
step clone
clone
cache_key=$commit/$(sha256sum <"$java/release" | cut -c1-12).aot
[[ -d $opt/$commit ]] || bring
start
step ready
say "$timeline, $(metadata ami-id), $(grep RUNTIME "$java/release")"
find $opt -mindepth 1 -maxdepth 1 -type d ! -name "$commit" -exec rm -r {} +
[[ $small ]] || systemctl start --no-block visitor-board-cache
wait
