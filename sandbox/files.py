"""files.*: the upload in three steps; the share comes a moment later."""

from sandbox import events
from sandbox.chat import for_posting
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import BOT_USER


def get_upload_url(slack: Slack, args: Json) -> Json:
    ident = slack.world.new_id("F")
    slack.world.files[ident] = {
        "id": ident,
        "name": args["filename"],
        "size": int(args["length"]),
        "uploaded": False,
        "shares": {},
    }
    return {"upload_url": f"{slack.url}/upload/{ident}", "file_id": ident}


def complete(slack: Slack, args: Json) -> Json:
    done = []
    for told in args["files"]:
        file = slack.world.files.get(told["id"])
        if file is None or not file["uploaded"]:
            raise SlackError("file_not_found")
        file["title"] = told.get("title", file["name"])
        if args.get("channel_id"):
            conversation = for_posting(slack, args["channel_id"])
            message = slack.new_message(BOT_USER, args.get("initial_comment") or "")
            message.thread_ts = args.get("thread_ts")
            slack.say(conversation, message)
            events.message(slack, conversation, message)
            file["shares"] = {"public": {conversation.id: [{"ts": message.ts}]}}
        done.append({"id": file["id"], "title": file["title"]})
    return {"files": done}


def info(slack: Slack, args: Json) -> Json:
    file = slack.world.files.get(args["file"])
    if file is None:
        raise SlackError("file_not_found")
    return {"file": file}
