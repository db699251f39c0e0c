/// What a shell needs to complete `anwei console run …` with live case numbers, actions and fields.
public enum ShellCompletion {
    /// The script for a shell (`bash`, `zsh`, `fish`); nil for any other.
    public static func script(for shell: String) -> String? {
        switch shell {
        case "bash": bash
        case "zsh": zsh
        case "fish": fish
        default: nil
        }
    }

    // The words after `run` go to `console candidates`, with the socket and account of the line.
    private static let bash = """
        # anwei console completion bash > /etc/bash_completion.d/anwei-console
        _anwei_console() {
            local line="${COMP_LINE:0:COMP_POINT}" words=() options=() i seen=
            read -r -a words <<< "$line"
            [[ "$line" == *" " ]] && words+=("")
            for ((i = 1; i < ${#words[@]}; i++)); do
                if [[ -n "$seen" ]]; then break; fi
                case "${words[i]}" in
                    -S|--socket|-u|--user) options+=("${words[i]}" "${words[i+1]}") ;;
                    run) seen=$((i + 1)) ;;
                esac
            done
            local current="${words[${#words[@]}-1]}"
            if [[ -z "$seen" ]]; then
                local first="run doctor completion --socket --user --format --apply --dry-run"
                COMPREPLY=($(compgen -W "$first" -- "$current"))
                return
            fi
            local IFS=$'\\n'
            COMPREPLY=($(anwei console "${options[@]}" candidates "${words[@]:seen}" 2>/dev/null))
            # Bash completes behind the last = and :.
            local prefix="${current%"${current##*[=:]}"}"
            COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
            [[ "${COMPREPLY[0]}" == *= ]] && compopt -o nospace
        }
        complete -F _anwei_console anwei

        """

    private static let zsh = """
        #compdef anwei
        # anwei console completion zsh > "${fpath[1]}/_anwei"
        _anwei() {
            local at=${words[(i)run]} options=() i
            for ((i = 2; i < at && i < $#words; i++)); do
                case ${words[i]} in
                    -S|--socket|-u|--user) options+=("${words[i]}" "${words[i+1]}") ;;
                esac
            done
            if (( at >= CURRENT )); then
                compadd run doctor completion --socket --user --format --apply --dry-run
                return
            fi
            local found=("${(@f)$(anwei console $options candidates "${(@)words[at+1,CURRENT]}" 2>/dev/null)}")
            compadd -U -- $found
        }
        _anwei "$@"

        """

    private static let fish = """
        # anwei console completion fish > ~/.config/fish/completions/anwei.fish
        function __anwei_candidates
            set -l words (commandline -opc) (commandline -ct)
            set -l at (contains -i -- run $words); or return
            set -l options
            for i in (seq 1 $at)
                if contains -- $words[$i] -S --socket -u --user
                    set options $options $words[$i] $words[(math $i + 1)]
                end
            end
            anwei console $options candidates $words[(math $at + 1)..-1] 2>/dev/null
        end
        complete -c anwei -f -n "__fish_seen_subcommand_from console; and not contains run (commandline -opc)" \\
            -a "run doctor completion"
        complete -c anwei -f -n "contains run (commandline -opc)" -a "(__anwei_candidates)"

        """
}
