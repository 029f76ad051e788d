# Completion of paiban in bash.
# shellcheck shell=bash
_paiban() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]:-}
  local common='--quiet --lang --help' fonts='--house --cache --font-folder'
  COMPREPLY=()
  case $prev in
    --profile) mapfile -t COMPREPLY < <(compgen -W 'press proof archive x1a x1a-marks x4' -- "$cur") && return ;;
    --stage) mapfile -t COMPREPLY < <(compgen -W 'issue plan story pages' -- "$cur") && return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur") && return ;;
    --house | --cache | --font-folder) mapfile -t COMPREPLY < <(compgen -d -- "$cur") && return ;;
    -o | --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur") && return ;;
    --pages | --name | --zone | -j | --jobs | --dpi) return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'render check dump preflight plates fonts new help --help --version' -- "$cur")
    return
  fi
  if [ "$command" = help ]; then
    mapfile -t COMPREPLY < <(compgen -W 'render check dump preflight plates fonts new' -- "$cur")
    return
  fi
  case $cur in
    -*)
      local options=$common
      case $command in
        render) options="$common $fonts --json --output --profile --pages --split --name --zone --force --jobs" ;;
        check) options="$common $fonts --json --jobs" ;;
        preflight) options="$common --house --json --profile --jobs" ;;
        plates) options="$common $fonts --json --output --profile --pages --zone --dpi" ;;
        dump) options="$common $fonts --stage --zone" ;;
        fonts) options="$common $fonts --json" ;;
        new) options="$common --json" ;;
      esac
      mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
      ;;
    *)
      local kind=-d
      [[ $command == preflight || $command == plates ]] && kind=-f
      mapfile -t COMPREPLY < <(compgen $kind -- "$cur")
      ;;
  esac
}
complete -o filenames -F _paiban paiban
