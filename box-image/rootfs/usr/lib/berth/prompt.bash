# The prompt of a new computer: "~/projects/tides main $", folder in cyan, branch in grey. The terminal's title is what runs.
__berth_prompt() {
    local folder=$PWD branch
    case $folder in
    /workspace | /workspace/*) folder="~/projects${folder#/workspace}" ;;
    /mnt/workspace/user/projects | /mnt/workspace/user/projects/*) folder="~/projects${folder#/mnt/workspace/user/projects}" ;;
    /mnt/workspace/user/home | /mnt/workspace/user/home/*) folder="~${folder#/mnt/workspace/user/home}" ;;
    "$HOME" | "$HOME"/*) folder="~${folder#"$HOME"}" ;;
    esac
    __berth_folder=$folder
    branch=$(git symbolic-ref --quiet --short HEAD 2>/dev/null || git rev-parse --short HEAD 2>/dev/null)
    __berth_branch=${branch:+$branch }
    printf '\e]2;bash\a'
}
__berth_running() {
    local command
    command=$(HISTTIMEFORMAT='' history 1)
    command=${command#*[0-9]  }
    printf '\e]2;%.60s\a' "${command//[[:cntrl:]]/ }"
}
PROMPT_COMMAND=__berth_prompt
PS0='$(__berth_running)'
PS1='\[\e[36m\]${__berth_folder}\[\e[0m\] \[\e[90m\]${__berth_branch}\[\e[0m\]\$ '
