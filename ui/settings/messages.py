"""What the settings say: zh, en."""

from __future__ import annotations

ROWS = {
    "settings": ("设置", "Settings"),
    "set_look": ("语言和外观", "Language and look"),
    "set_hearing": ("听写", "Hearing"),
    "set_privacy": ("隐私", "Privacy"),
    "set_data": ("数据", "Data"),
    "set_keys": ("键盘", "Keyboard"),
    "hearing_hint": (
        "用于接下来打开的录音；已经评过分的不变。大的模型听得准一些，也慢一些。",
        "For recordings opened from now on; those already scored stay as they are. A larger model hears better and takes longer.",
    ),
    "model_here": ("{name} · {size} · 一分钟录音约 {seconds:.0f} 秒", "{name} · {size} · about {seconds:.0f} s a minute"),
    "model_away": ("{name} · {size} · 不在本机", "{name} · {size} · not on this machine"),
    "model_get": ("下载 {name}（{size}）", "Download {name} ({size})"),
    "model_offline": (
        "{name} 不在本机；“保持离线”开着，所以不会下载。关掉它就可以下载。",
        "{name} is not on this machine, and “stay offline” is on. Switch it off to download.",
    ),
    "model_getting": ("正在下载 {name}：{percent}", "Downloading {name}: {percent}"),
    "stay_offline": ("保持离线", "Stay offline"),
    "offline_hint": (
        "开着时，程序绝不使用网络。分析从来不需要网络；只有下载语音模型要用。",
        "While this is on the program never uses the network. Analysing never needs it; only downloading a speech model does.",
    ),
    "retention_on": ("通话保存满这么多天后自动删除：", "Delete calls by themselves after so many days:"),
    "retention_days": ("天数", "Days"),
    "retention_hint": (
        "默认关闭：通话一直保留，直到您删除。打开后，到期的通话先进回收站，再过 {bin} 天连同在这里录的声音彻底删除。",
        "Off at first: calls are kept until you delete them. When on, calls that are due go into the bin, and {bin} days later "
        "they are gone for good, with the sound recorded here.",
    ),
    "retention_apply": ("应用", "Apply"),
    "retention_sure": (
        "现在就有 {n} 通超过 {days} 天的通话会进回收站。要继续吗？",
        "{n} calls are older than {days} days and go into the bin now. Go on?",
    ),
    "retention_yes": ("继续", "Go on"),
    "data_where": ("您的通话、录音和设置都在这里，只有您能读：", "Your calls, recordings and settings are here, readable by you alone:"),
    "data_open": ("打开文件夹", "Open the folder"),
    "data_counted": ("{name}（{n}）", "{name} ({n})"),
    "data_measuring": ("正在计算…", "Measuring…"),
    "keys_show": ("显示全部快捷键", "Show every shortcut"),
}
