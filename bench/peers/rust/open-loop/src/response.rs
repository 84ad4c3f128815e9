//! Where a response ends. Knows only what the servers of the bench answer: 200, with a length.

const OK: &[u8] = b"HTTP/1.1 200";
const END_OF_HEAD: &[u8] = b"\r\n\r\n";
const LENGTH: &[u8] = b"content-length:";

/// Octets of the response at the begin of `input`, or `None` while it is not all there.
pub fn length(input: &[u8]) -> Result<Option<usize>, String> {
    let Some(head) = find(input, END_OF_HEAD) else {
        return Ok(None);
    };
    if !input.starts_with(OK) {
        let line = input.split(|&octet| octet == b'\r').next().unwrap_or(input);
        return Err(format!(
            "status must be 200, was '{}'",
            String::from_utf8_lossy(line)
        ));
    }
    let body = body_length(&input[..head]).ok_or("a response had no content length")?;
    let whole = head + END_OF_HEAD.len() + body;
    Ok((input.len() >= whole).then_some(whole))
}

fn body_length(head: &[u8]) -> Option<usize> {
    head.split(|&octet| octet == b'\n').find_map(|line| {
        let name = line.get(..LENGTH.len())?;
        if !name.eq_ignore_ascii_case(LENGTH) {
            return None;
        }
        str::from_utf8(&line[LENGTH.len()..])
            .ok()?
            .trim()
            .parse()
            .ok()
    })
}

fn find(input: &[u8], what: &[u8]) -> Option<usize> {
    input.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = b"HTTP/1.1 200 OK\r\nX: y\r\nContent-LENGTH: 5\r\n\r\nhello";

    #[test]
    fn length_of_every_part_of_a_response_is_unknown_until_its_last_octet() {
        for end in 0..WHOLE.len() {
            assert_eq!(length(&WHOLE[..end]), Ok(None), "{end} octets");
        }
        assert_eq!(length(WHOLE), Ok(Some(WHOLE.len())));
    }

    #[test]
    fn length_leaves_the_next_response_alone() {
        let two = [WHOLE, WHOLE].concat();
        assert_eq!(length(&two), Ok(Some(WHOLE.len())));
    }

    #[test]
    fn length_of_another_status_is_an_error() {
        assert_eq!(
            length(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
            Err("status must be 200, was 'HTTP/1.1 503 Busy'".into())
        );
    }

    #[test]
    fn length_without_a_length_is_an_error() {
        assert!(length(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").is_err());
    }
}
