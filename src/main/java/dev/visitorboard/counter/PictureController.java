package dev.visitorboard.counter;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;

/// The picture that previews of links show. Looking at it counts nobody.
@Controller
class PictureController {

	/// Drawing takes a tenth of a second, so a crowd shares what was drawn.
	private static final Duration KEPT = Duration.ofSeconds(5);

	private static final String PATH = "/og.png";

	private final LoadingCache<String, byte[]> pictures;

	PictureController(VisitorCounter counter) {
		this.pictures = Caffeine.newBuilder()
			.expireAfterWrite(KEPT)
			.build((_) -> CountPicture.png(counter.totalOrLatest(KEPT).value()));
	}

	/// While the table does not answer, the latest count that this instance has seen.
	@GetMapping(PATH)
	ResponseEntity<byte[]> picture() {
		byte[] picture = this.pictures.get(PATH);
		return ResponseEntity.ok()
			.eTag(DigestUtils.md5DigestAsHex(picture))
			.contentType(MediaType.IMAGE_PNG)
			.cacheControl(CacheControl.noCache())
			.body(picture);
	}

}
