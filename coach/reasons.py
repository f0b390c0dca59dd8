"""Why the system refused something, in both languages."""

from __future__ import annotations

import errno

from coach.model import Text

# Chinese for the refusals that people meet with files; the rest keep the system's own words.
_ZH = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样操作",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.EPIPE: "接收的一方已关闭",
    errno.ENXIO: "没有这个设备",
}


def reason(error: OSError) -> Text:
    """What `error` says, without names or numbers."""
    en = error.strerror or type(error).__name__
    return Text(zh=_ZH.get(error.errno, en), en=en)
